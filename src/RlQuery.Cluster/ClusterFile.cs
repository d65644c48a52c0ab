using RlQuery.Core;
using RlQuery.Core.Environments.Files;

namespace RlQuery.Cluster;

/// <summary>Reads cluster files.</summary>
public static class ClusterFile
{
    private const int MostIdLetters = 64;
    private const int FirstPort = 1024;
    private const int LastPort = 65534;
    private const int MostSeconds = 3600;

    /// <summary>Reads a cluster file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">It is missing, is no JSON, or says what is not allowed; all faults are named, with their lines.</exception>
    public static ClusterDefinition Read(string path)
    {
        ClusterDefinition cluster = StrictJson.Read<ClusterDefinition>(path, out EnvironmentFaults faults);
        faults.Add(Faults(cluster));
        faults.ThrowIfAny();
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return cluster with { Certificate = Located(cluster.Certificate), Authority = Located(cluster.Authority) };

        string? Located(string? file) => file is null ? null : Path.Combine(folder, file);
    }

    private static IEnumerable<string> Faults(ClusterDefinition cluster)
    {
        if (cluster.Id.Length is 0 or > MostIdLetters || !cluster.Id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_'))
        {
            yield return $"id: '{MessageText.Quote(cluster.Id)}' is not allowed; use 1 to {MostIdLetters} letters, digits, dots, dashes and underscores";
        }
        bool served = cluster.Store != ClusterStore.Development;
        if (served && string.IsNullOrWhiteSpace(cluster.Server))
        {
            yield return $"server: is missing; name the server of the {cluster.Store.ToString().ToLowerInvariant()} store";
        }
        if (!served && (cluster.Server ?? cluster.PasswordVariable) is not null)
        {
            yield return "server: is not allowed with the store development, which needs none";
        }
        if (cluster.Server?.Contains("password", StringComparison.OrdinalIgnoreCase) == true)
        {
            yield return "server: holds a password; name the environment variable that holds it in passwordVariable";
        }
        if ((cluster.Certificate is null) != (cluster.Authority is null))
        {
            yield return $"{(cluster.Certificate is null ? "certificate" : "authority")}: is missing; name both certificate and authority, or none";
        }
        if (cluster.Port is < FirstPort or > LastPort)
        {
            yield return $"port: {cluster.Port} is not allowed; use {FirstPort}..{LastPort}";
        }
        if (cluster.TimeoutSeconds is < 1 or > MostSeconds)
        {
            yield return $"timeoutSeconds: {cluster.TimeoutSeconds} is not allowed; use 1..{MostSeconds}";
        }
    }
}
