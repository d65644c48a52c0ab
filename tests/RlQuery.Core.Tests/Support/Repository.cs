namespace RlQuery.Core.Tests.Support;

/// <summary>Where the checkout is that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Published worked numbers, kept beside the checkout and not in it.</summary>
    public static string ReferenceFolder => Path.Combine(Path.GetDirectoryName(Root)!, "shared", "reference");

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "RlQuery.sln")))
            {
                return folder.FullName;
            }
        }
        throw new InvalidOperationException($"no folder above {AppContext.BaseDirectory} holds RlQuery.sln");
    }
}
