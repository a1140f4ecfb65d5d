"""Words that publications print before speech: question, host, guest, Mr., date.

One set a meaning, all casefolded; languages side by side, none above another.
"""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(word.strip().casefold() for word in text.split("·"))


# Set before a question, whoever asks it.
QUESTION = _words(
    "question · questions · q · frage · vraag · fråga · spørgsmål · spørsmål · "
    "kysymys · pregunta · preguntas · pergunta · domanda · întrebare · вопрос · "
    "вопросы · питання · запитання · пытанне · въпрос · pitanje · pytanie · otázka · "
    "kérdés · ερώτηση · soru · sual · savol · сұрақ · сұрау · суроо · савол · "
    "асуулт · հարց · კითხვა · سؤال · السؤال · سوال · س · שאלה · प्रश्न · सवाल · 問 · "
    "问 · 問題 · 质问 · 質問 · 提问 · 提問 · 記者問 · 记者问 · 질문 · 문 · câu hỏi · "
    "hỏi · pertanyaan · tanya · soalan · پرسش · پرسشگر · ש · ερ · ερωτ · प्र · "
    "প্রশ্ন · கேள்வி · ప్రశ్న · ਸਵਾਲ · คำถาม · ถาม · မေး · សំណួរ · ጥያቄ · pyetje · "
    "vprašanje · питање · прашање · jautājums · klausimas · küsimus · galdera · "
    "spurning · ceist · cwestiwn · swali · pirs · demando · сорау · һорау"
)
ANSWER = _words(
    "answer · answers · a · antwort · antwoord · svar · vastaus · respuesta · "
    "réponse · reponse · risposta · resposta · răspuns · ответ · відповідь · адказ · "
    "отговор · odgovor · odpowiedź · odpověď · odpoveď · válasz · απάντηση · cevap · "
    "yanıt · cavab · javob · жауап · жооп · ҷавоб · хариулт · պատասխան · პასუხი · "
    "جواب · إجابة · اجابة · الجواب · الإجابة · پاسخ · ج · תשובה · ת · απ · απαντ · "
    "उत्तर · जवाब · उ · উত্তর · பதில் · జవాబు · ਜਵਾਬ · คำตอบ · ตอบ · ဖြေ · ចម្លើយ · መልስ · "
    "përgjigje · одговор · atbilde · atsakymas · vastus · erantzuna · "
    "freagra · ateb · jibu · jawapan · bersiv · respondo · җавап · яуап · 答 · "
    "回答 · 回應 · 回应 · 答え · 답변 · 답 · trả lời · đáp · jawaban · jawab"
)
# Single letters that stand for question and answer where they come as a pair.
PAIRS = tuple(
    tuple(pair.split("/"))
    for pair in _words(
        "q/a · p/r · f/a · d/r · v/a · в/о · с/ж · п/в · п/о · f/s · s/c · s/j · p/o · "
        "k/v · ε/α · s/o"
    )
)

# Who asks, by office; unnamed.
HOST = _words(
    "interviewer · interviewers · host · co-host · cohost · presenter · anchor · "
    "int · intvr · q&a host · moderator · moderators · facilitator · the moderator · "
    "журналист · журналистка · журналисты · корреспондент · корр · кор · "
    "интервьюер · ведущий · ведущая · ведущие · модератор · редакция · "
    "вопрос из зала · реплика из зала · голос из зала · вопрос журналиста · "
    "жүргізуші · тілші · журналистің сұрағы · алып баруучу · кабарчы · журналіст · "
    "журналістка · кореспондент · ведучий · ведуча · вядучы · водещ · "
    "interviewerin · moderatorin · moderation · redaktion · journalist · "
    "journalistin · journaliste · intervieweur · intervieweuse · animateur · "
    "animatrice · modérateur · modératrice · présentateur · présentatrice · "
    "la rédaction · entrevistador · entrevistadora · periodista · presentador · "
    "presentadora · conductor · conductora · moderador · moderadora · reportero · "
    "reportera · jornalista · repórter · apresentador · apresentadora · mediador · "
    "mediadora · intervistatore · intervistatrice · giornalista · conduttore · "
    "conduttrice · moderatore · moderatrice · redazione · dziennikarz · "
    "dziennikarka · prowadzący · prowadząca · redaktor · redaktorka · novinář · "
    "novinářka · moderátor · moderátorka · újságíró · riporter · műsorvezető · "
    "reporter · novinar · novinarka · voditelj · sunucu · muhabir · gazeteci · "
    "moderatör · röportajcı · aparıcı · jurnalist · reporterul · muxbir · "
    "boshlovchi · verslaggever · presentator · interviewster · programledare · "
    "intervjuare · reportern · intervjuer · programleder · haastattelija · "
    "toimittaja · juontaja · 記者 · 记者 · 主持人 · 主持 · 採訪者 · 采访者 · 司会 · "
    "司会者 · 聞き手 · インタビュアー · 編集部 · 진행자 · 기자 · 사회자 · المذيع · "
    "المذيعة · المحاور · مراسل · صحفي · الصحفي · خبرنگار · مجری · מראיין · מראיינת · "
    "מנחה · δημοσιογράφος · phóng viên · pv · pewawancara · wartawan"
)
# Who asks from the floor: never one known voice.
FLOOR = _words(
    "press · the press · reporter · reporters · media · audience · audience member · "
    "audience question · questioner · unidentified · unknown · inaudible · "
    "participant · unidentified speaker · unidentified reporter · unknown speaker · "
    "unidentified questioner · unidentified male · unidentified female · "
    "male voice · female voice · voice · voices · speaker from the audience · "
    "student · prensa · intervención · intervencion · interlocutor · interlocutora · "
    "voz · pregunta del público · público · asistente · imprensa · plateia · "
    "presse · intervention · public · auditoire · publikum · zuhörer · zuruf · "
    "stampa · pubblico · пресса · зал · из зала · голос · реплика · слушатель · "
    "зритель · участник · вопрос зала · залдан · залдан сұрақ · көрермен · "
    "тыңдарман · з залу · głos z sali · z sali · dinleyici · izleyici · salon · "
    "觀眾 · 观众 · 聽眾 · 听众 · 提問者 · 提问者 · 質問者 · 会場 · 與會者 · 청중 · "
    "질문자"
)
GUEST = _words(
    "interviewee · interviewees · guest · guests · respondent · narrator · "
    "informant · the witness · witness · deponent · респондент · респондентка · "
    "гость · гостья · собеседник · собеседница · герой · героиня · информант · "
    "қонақ · кейіпкер · сұхбаттасушы · співрозмовник · гість · гостя · "
    "інтерв'юйований · befragter · befragte · gast · interviewpartner · "
    "interviewte · invité · invitée · interviewé · interviewée · entrevistado · "
    "entrevistada · invitado · invitada · convidado · convidada · intervistato · "
    "intervistata · ospite · gość · rozmówca · rozmówczyni · host rozhovoru · "
    "konuk · davetli · qonaq · mehmon · geïnterviewde · gäst · gjest · "
    "haastateltava · vieras · vendég · invitatul · 受訪者 · 受访者 · 嘉賓 · 嘉宾 · "
    "來賓 · 話し手 · ゲスト · 回答者 · 게스트 · ضيف · الضيف · مهمان · מרואיין · "
    "מרואיינת · narasumber · khách mời"
)
# Somebody without a name, who may do either.
ANYONE = _words(
    "speaker · спикер · диктор · sprecher · sprecherin · orador · oradora · "
    "locutor · locutora · orateur · intervenant · intervenante · oratore · "
    "locuteur · mówca · spreker · talare · taler · puhuja · konuşmacı · сөйлеуші · "
    "доповідач · 发言人 · 發言人 · 话者 · 話者 · 発言者 · 화자 · 발언자 · pembicara"
)
BENCH = _words("the court · court · justice · chief justice · judge · суд · судья")
MODERATES = re.compile(
    r"moderat|moderad|modérat|модератор|facilitator|mediador|主持|司会|사회자|ведущ|"
    r"жүргізуші|chair",
    re.IGNORECASE,
)

# After a name in scripts without spaces: a reporter asks.
REPORTS = re.compile(r"(?<=.)(?:記者|记者|기자)\W*$")

# Offices before a name; not part of the name.
TITLES = _words(
    "mr · mrs · ms · miss · mx · dr · adv · prof · professor · sir · dame · lord · "
    "lady · "
    "sen · senator · rep · representative · congressman · congresswoman · gov · "
    "governor · president · vice · prime · minister · secretary · press · general · "
    "gen · col · colonel · capt · captain · lt · lieutenant · maj · major · sgt · "
    "adm · admiral · ambassador · amb · judge · justice · chief · chairman · "
    "chairwoman · chair · speaker · director · deputy · assistant · attorney · "
    "commissioner · mayor · king · queen · prince · princess · rev · reverend · "
    "father · fr · sister · brother · rabbi · imam · bishop · cardinal · pope · "
    "hon · honorable · honourable · the · undersecretary · under · spokesperson · "
    "spokesman · spokeswoman · host · interviewer · moderator · counsel · acting · "
    "former · developer · author · г-н · г-жа · господин · госпожа · президент · "
    "премьер · министр · премьер-министр · депутат · сенатор · губернатор · аким · "
    "мэр · посол · академик · профессор · доктор · директор · генерал · полковник · "
    "судья · председатель · президенті · министрі · мырза · ханым · әкім · төраға · "
    "пан · пані · міністр · голова · herr · frau · doktor · präsident · "
    "präsidentin · bundeskanzler · bundeskanzlerin · kanzler · kanzlerin · "
    "ministerin · abgeordneter · abgeordnete · mag · dipl · ing · bundesminister · "
    "bundesministerin · staatssekretär · m · mme · mlle · monsieur · madame · le · "
    "la · président · présidente · ministre · maître · député · députée · sénateur · "
    "sénatrice · docteur · professeur · sr · sra · srta · señor · señora · "
    "señorita · don · doña · dra · lic · licenciado · licenciada · presidente · "
    "presidenta · ministro · ministra · secretario · secretaria · gobernador · "
    "gobernadora · senador · senadora · diputado · diputada · doctor · doctora · "
    "profesor · profesora · almirante · vocero · alcalde · canciller · senhor · "
    "senhora · deputado · deputada · governador · professora · signor · signora · "
    "onorevole · dott · dottor · dottoressa · avv · pan · pani · premier · "
    "prezydent · poseł · posłanka · bay · bayan · sayın · başkan · cumhurbaşkanı · "
    "bakan · heer · mevrouw · meneer"
)
# What somebody does, before a whole name; some of these are surnames as well.
CALLINGS = _words(
    "writer · poet · novelist · playwright · historian · scientist · physicist · "
    "economist · philosopher · artist · painter · sculptor · singer · musician · "
    "composer · conductor · actor · actress · filmmaker · architect · photographer · "
    "engineer · farmer · teacher · lawyer · activist · entrepreneur · athlete · "
    "coach · chef · писатель · писательница · поэт · поэтесса · прозаик · драматург · "
    "историк · учёный · ученый · физик · экономист · политолог · социолог · философ · "
    "художник · художница · скульптор · певец · певица · музыкант · композитор · "
    "дирижёр · дирижер · актёр · актер · актриса · режиссёр · режиссер · архитектор · "
    "фотограф · врач · хирург · инженер · фермер · учитель · юрист · адвокат · "
    "эксперт · предприниматель · спортсмен · тренер · письменник · письменниця · "
    "поет · поетеса · історик · вчений · художниця · співак · співачка · лікар · "
    "жазушы · ақын · драматург · тарихшы · ғалым · физик · экономист · саясаттанушы · "
    "әлеуметтанушы · философ · суретші · мүсінші · әнші · күйші · сазгер · "
    "композитор · актер · актриса · режиссер · сәулетші · дәрігер · инженер · "
    "мұғалім · ұстаз · заңгер · сарапшы · кәсіпкер · спортшы · жаттықтырушы · "
    "академик · профессор · écrivain · écrivaine · poète · historien · historienne · "
    "philosophe · économiste · cinéaste · chanteur · chanteuse · musicien · "
    "architecte · peintre · escritor · escritora · poeta · historiador · "
    "historiadora · filósofo · economista · pintor · pintora · cantante · músico · "
    "actriz · arquitecto · scrittore · scrittrice · storico · storica · filosofo · "
    "pittore · pittrice · regista · attore · attrice · cantante · pisarz · pisarka · "
    "historyk · aktor · aktorka · reżyser · yazar · şair · tarihçi · ressam · "
    "yönetmen · oyuncu"
)
# After a name in scripts without spaces.
CJK_TITLES = re.compile(
    r"(?<=.)(?:先生|女士|小姐|局長|司長|署長|處長|主席|代表|教授|博士|老師|老师|"
    r"部長|部长|院長|院长|總統|总统|委員|委员|主任|議員|议员|律師|律师|"
    r"さん|氏|さま|様|大統領|首相|大臣|씨|님|교수|박사|대통령|장관|의원)$"
)
# Before an office they belong to it; before anything else to a name, or to nobody's.
ARTICLES = _words(
    "the · le · la · les · el · los · las · il · lo · der · die · das · de"
)
PARTICLES = _words(
    "al · el · bin · ibn · ben · bint · abu · da · das · de · del · della · der · "
    "di · dos · du · la · le · las · los · san · ten · ter · van · von · zu · zum · "
    "zur · оглы · улы · ұлы · қызы · кызы · фон · ван · де · ла · дер · den · af · "
    "av · the"
)
# Between two names in one label, or a name and where one comes from.
JOINERS = _words(
    "and · und · et · y · e · i · и · й · және · ve · og · och · en · & · of · от · "
    "из · für · for · aus · bei · in · у · з"
)

# What begins a sentence or a title before a name, and is no part of it.
OPENERS = _words(
    "with · by · from · the · a · an · when · as · for · to · in · on · at · and · "
    "but · meet · interview · talk · q&a · dear · hello · hi · thanks · thank · "
    "welcome · ask · mit · von · der · die · das · im · am · hallo · danke · wir · "
    "guten · herzlich · avec · par · le · la · les · chez · bonjour · merci · con · "
    "por · el · los · las · entrevista · hola · gracias · intervista · ciao · com · "
    "obrigado · z · przez · rozmowa · wywiad · с · со · от · у · как · интервью · "
    "беседа · спасибо · привет · сұхбат · ile · röportaj · merhaba · met · med · tack"
)

# What a heading of a transcript names, one line each, before anybody speaks.
HEADER = _words(
    "date · dates · location · place · venue · time · topic · subject · title · "
    "transcript · transcribed by · transcriber · transcription · recorded · "
    "recorded by · interview date · date of interview · interview · project · "
    "collection · repository · length · duration · language · event · session · "
    "present · participants · attendees · also present · tape · file · audio · "
    "source · url · link · photo · photos · by · author · editor · edited by · "
    "producer · published · keywords · tags · category · series · episode · дата · "
    "место · время · тема · язык · источник · автор · редактор · фото · участники · "
    "присутствовали · запись · расшифровка · күні · орны · уақыты · тақырыбы · "
    "тілі · дереккөз · авторы · сурет · қатысушылар · datum · ort · zeit · thema · "
    "quelle · sprache · teilnehmer · dauer · lieu · durée · sujet · langue · "
    "auteur · fecha · lugar · hora · tema · idioma · fuente · duración · autor · "
    "data · luogo · ora · argomento · lingua · fonte · durata · autore · foto · "
    "local · assunto · duração · miejsce · temat · czas · дата інтерв'ю · місце · "
    "tarih · yer · konu · süre · kaynak · 日期 · 時間 · 时间 · 地點 · 地点 · 場所 · "
    "項目 · 目次 · 議題 · 主題 · 主题 · 日時 · 來源 · 来源 · 作者 · 날짜 · 장소"
)
# What opens a paragraph and ends in a colon, and is nobody.
NOBODY = _words(
    "note · notes · important · warning · first · second · third · finally · "
    "example · for example · summary · conclusion · introduction · background · "
    "overview · source · sources · update · updated · correction · read more · "
    "see also · related · also read · read also · watch · listen · photo · photos · "
    "image · video · caption · credit · tip · tips · hint · step · result · "
    "results · remember · nb · ps · p.s · http · https · email · e-mail · tel · "
    "phone · fax · web · website · twitter · facebook · instagram · contact · "
    "address · price · tags · tag · topics · share · break · music · ad · "
    "advertisement · sponsor · applause · laughter · editor's note · editor’s note · "
    "disclaimer · edit · spoiler · fact · facts · question of the day · answer key · "
    "advantages · disadvantages · pros · cons · yes · no · well · so · and · but · "
    "or · because · however · внимание · важно · справка · примечание · например · "
    "итак · кроме того · во-первых · во-вторых · в-третьих · читайте также · "
    "смотрите также · фото · видео · источник · напомним · для справки · досье · "
    "тел · почта · вывод · назар аударыңыз · мысалы · анықтама · ескерту · сурет · "
    "дереккөз · hinweis · achtung · wichtig · beispiel · zum beispiel · erstens · "
    "zweitens · quelle · foto · bild · lesen sie auch · mehr · anmerkung · fazit · "
    "info · tipp · remarque · attention · exemple · par exemple · à lire aussi · "
    "lire aussi · nota · atención · importante · ejemplo · por ejemplo · fuente · "
    "vídeo · lea también · lee también · primero · segundo · tercero · esempio · "
    "attenzione · leggi anche · uwaga · przykład · czytaj także · źródło · zdjęcie · "
    "увага · наприклад · читайте також · джерело · not · örnek · kaynak · 注 · 註 · "
    "備註 · 备注 · 例如 · 編按 · 编者按 · 声明 · 聲明 · 來源 · 图 · 圖 · 延伸閱讀 · "
    "小編"
)
PAUSES = _words(
    "break · music · [music] · musik · musique · música · musica · музыка · "
    "перерыв · ad break · sponsor · pause · пауза · заставка · jingle · 音樂 · "
    "音乐 · laughter · applause · laughs · смех · аплодисменты · lachen · beifall · "
    "risas · aplausos · rires · applaudissements · 笑 · 笑い · 拍手 · 掌聲 · 掌声 · "
    "笑聲 · 笑声"
)
