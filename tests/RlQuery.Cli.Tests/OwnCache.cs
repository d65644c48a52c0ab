using System.Runtime.CompilerServices;

namespace RlQuery.Cli.Tests;

/// <summary>Keeps what the command caches out of the folder of the user who tests, and out of later runs.</summary>
internal static class OwnCache
{
    [ModuleInitializer]
    internal static void Set()
    {
        string folder = Directory.CreateTempSubdirectory("rlquery-cache-").FullName;
        Environment.SetEnvironmentVariable("XDG_CACHE_HOME", folder);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
    }
}
