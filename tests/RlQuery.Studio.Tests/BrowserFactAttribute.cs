namespace RlQuery.Studio.Tests;

/// <summary>A test in Chromium, skipped where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public const string Path = "/usr/bin/chromium";

    public BrowserFactAttribute() => Skip = File.Exists(Path) ? null : $"{Path} is missing (Debian: chromium)";
}
