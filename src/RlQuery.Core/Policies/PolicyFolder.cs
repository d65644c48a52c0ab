using RlQuery.Core.Data.Reading;

namespace RlQuery.Core.Policies;

/// <summary>Finds policies from any folder, as <see cref="EnvironmentsFolder"/> finds environments.</summary>
public static class PolicyFolder
{
    private const string Shipped = "policies";

    /// <summary>The folder <c>policies</c> beside <c>environments</c>, where the shipped policies are; null if there is none.</summary>
    public static string? OfShipped()
    {
        try
        {
            string folder = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(EnvironmentsFolder.Locate()))!, Shipped);
            return Directory.Exists(folder) ? folder : null;
        }
        catch (InvalidInputException)
        {
            // A policy is used without environments, too.
            return null;
        }
    }

    /// <summary>
    /// The folder of a policy: the one that is named, if it holds a policy; otherwise the shipped policy of that name, given as <c>quickstart</c> or
    /// <c>policies/quickstart</c>.
    /// </summary>
    /// <param name="named">Path of the folder, or the name of a shipped policy.</param>
    /// <returns>What was named if no policy is found.</returns>
    public static string Locate(string named)
    {
        // A path with .. leads where it says, and nowhere else.
        if (named.Length == 0 || Path.IsPathRooted(named) || named.Split('/', '\\').Contains("..") || Holds(named) || OfShipped() is not string shipped)
        {
            return named;
        }
        string[] places = [Path.Combine(shipped, named), Path.Combine(Path.GetDirectoryName(shipped)!, named)];
        return places.FirstOrDefault(place => IsIn(shipped, place) && Holds(place)) ?? named;
    }

    private static bool Holds(string folder) => File.Exists(Path.Combine(folder, PolicyReader.DocumentName));

    private static bool IsIn(string folder, string path) =>
        Path.GetFullPath(path).StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
