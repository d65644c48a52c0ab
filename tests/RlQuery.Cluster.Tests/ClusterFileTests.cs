using RlQuery.Core;

namespace RlQuery.Cluster.Tests;

public sealed class ClusterFileTests : IDisposable
{
    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("rlquery-").FullName, "cluster.json");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    [Fact]
    public void A_file_may_say_nothing_for_a_cluster_of_this_machine()
    {
        File.WriteAllText(_file, "{}");
        Assert.Equal(new ClusterDefinition(), ClusterFile.Read(_file));
    }

    [Fact]
    public void All_faults_are_told_with_their_lines()
    {
        File.WriteAllText(_file, """
            {
              "id": "a b",
              "store": "redis",
              "port": 80,
              "timeoutSeconds": 0
            }
            """);
        Assert.Equal(
            [
                $"{_file} line 2: id: 'a b' is not allowed; use 1 to 64 letters, digits, dots, dashes and underscores",
                $"{_file}: server: is missing; name the server of the redis store",
                $"{_file} line 4: port: 80 is not allowed; use 1024..65534",
                $"{_file} line 5: timeoutSeconds: 0 is not allowed; use 1..3600",
            ],
            Assert.Throws<InvalidInputException>(() => ClusterFile.Read(_file)).Faults);
    }

    [Fact]
    public void Passwords_have_no_place_in_it_and_certificates_stand_beside_it()
    {
        File.WriteAllText(_file, """{ "store": "postgresql", "server": "Host=here;Password=secret", "certificate": "node.pem" }""");
        Assert.Equal(
            [
                $"{_file} line 1: server: holds a password; name the environment variable that holds it in passwordVariable",
                $"{_file}: authority: is missing; name both certificate and authority, or none",
            ],
            Assert.Throws<InvalidInputException>(() => ClusterFile.Read(_file)).Faults);
        File.WriteAllText(_file, """{ "certificate": "node.pem", "authority": "/ca.pem" }""");
        ClusterDefinition read = ClusterFile.Read(_file);
        Assert.Equal((Path.Combine(Path.GetDirectoryName(_file)!, "node.pem"), "/ca.pem"), (read.Certificate, read.Authority));
    }

    [Fact]
    public void A_store_that_is_not_known_is_refused()
    {
        File.WriteAllText(_file, """{ "store": "mongo" }""");
        Assert.Contains("mongo", Assert.Throws<InvalidInputException>(() => ClusterFile.Read(_file)).Message, StringComparison.Ordinal);
    }
}
