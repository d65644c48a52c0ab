using RlQuery.Core.Data.Reading;

namespace RlQuery.Core.Tests.Data;

/// <summary>Files on which version 0.1 went wrong, in the folder Bugs.</summary>
internal static class BugFile
{
    public static string Of(string name) =>
        Path.GetFullPath(Path.Combine(EnvironmentsFolder.Locate(), "..", "tests", "RlQuery.Core.Tests", "Bugs", name));
}
