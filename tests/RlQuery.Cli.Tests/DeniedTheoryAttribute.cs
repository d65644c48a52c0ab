namespace RlQuery.Cli.Tests;

/// <summary>A test with files that may not be read, where there are such: on Unix, and for root where it can run something as another user.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DeniedTheoryAttribute : TheoryAttribute
{
    public DeniedTheoryAttribute()
    {
        if (OperatingSystem.IsWindows() || (IsRoot && !File.Exists("/usr/bin/setpriv")))
        {
            Skip = "needs a user who may not read everything";
        }
    }

    public static bool IsRoot => Environment.UserName == "root";
}
