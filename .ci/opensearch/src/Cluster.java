import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.codelibs.opensearch.runner.OpenSearchRunner;
import org.opensearch.common.settings.Settings;

/**
 * OpenSearch nodes in one program, on loopback alone: Cluster FOLDER NODES [FIRST_PORT].
 *
 * <p>Says "ready URL URL URL", then obeys lines: "stop 2", "start 2" (answered by "stopped 2",
 * "started 2"). When its input ends it stops and takes its data away. Without FIRST_PORT it
 * takes any that are free.
 */
public final class Cluster {
  private static final String HOST = "127.0.0.1";
  private static final String MODULES =
      "org.opensearch.analysis.common.CommonAnalysisPlugin,org.opensearch.transport.Netty4Plugin";

  private final OpenSearchRunner runner = new OpenSearchRunner();
  private final List<Integer> http;
  private final List<Integer> transport;

  public static void main(String[] arguments) throws Exception {
    PrintStream answers = System.out;
    // What OpenSearch and its runner say is for the log.
    System.setOut(System.err);
    int nodes = Integer.parseInt(arguments[1]);
    int first = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0;
    Cluster cluster = new Cluster(nodes, first);
    Runtime.getRuntime().addShutdownHook(new Thread(cluster::end));
    cluster.begin(arguments[0]);
    answers.println("ready " + cluster.addresses());
    cluster.obey(answers);
    System.exit(0);
  }

  private Cluster(int nodes, int first) throws IOException {
    List<Integer> free = freePorts(2 * nodes);
    transport = free.subList(0, nodes);
    http = free.subList(nodes, 2 * nodes);
    for (int node = 0; first > 0 && node < nodes; node++) {
      http.set(node, first + node);
    }
  }

  private void begin(String folder) {
    runner.onBuild(this::configure);
    runner.setMaxHttpPort(-1);
    runner.build(
        OpenSearchRunner.newConfigs()
            .basePath(folder)
            .clusterName("suhbat")
            .numOfNode(http.size())
            .disableESLogger()
            .moduleTypes(MODULES));
  }

  private void configure(int number, Settings.Builder settings) {
    settings.put("network.host", HOST);
    settings.put("http.port", http.get(number - 1));
    settings.put("transport.port", transport.get(number - 1));
    settings.putList("discovery.seed_hosts", seeds());
    // The first one is a cluster by itself, and the others join it: nobody waits.
    settings.putList("cluster.initial_cluster_manager_nodes", "Node 1");
    settings.put("cluster.routing.allocation.disk.threshold_enabled", false);
    // Three nodes share the cores of one machine.
    settings.put("node.processors", Runtime.getRuntime().availableProcessors());
    settings.put("cluster.fault_detection.leader_check.interval", "500ms");
    settings.put("cluster.follower_lag.timeout", "30s");
  }

  private List<String> seeds() {
    return transport.stream().map(port -> HOST + ":" + port).collect(Collectors.toList());
  }

  private String addresses() {
    return http.stream()
        .map(port -> "http://" + HOST + ":" + port)
        .collect(Collectors.joining(" "));
  }

  private void obey(PrintStream answers) throws Exception {
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] words = line.trim().split(" ");
      int node = Integer.parseInt(words[1]);
      if (words[0].equals("stop")) {
        runner.getNode(node - 1).close();
        runner.getNode(node - 1).awaitClose(30, TimeUnit.SECONDS);
        answers.println("stopped " + node);
      } else if (words[0].equals("start")) {
        runner.startNode(node - 1);
        answers.println("started " + node);
      }
    }
  }

  private void end() {
    try {
      runner.close();
    } catch (IOException error) {
      error.printStackTrace();
    } finally {
      runner.clean();
    }
  }

  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    List<Integer> ports = new ArrayList<>();
    for (int each = 0; each < count; each++) {
      ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST));
      sockets.add(socket);
      ports.add(socket.getLocalPort());
    }
    for (ServerSocket socket : sockets) {
      socket.close();
    }
    return ports;
  }
}
