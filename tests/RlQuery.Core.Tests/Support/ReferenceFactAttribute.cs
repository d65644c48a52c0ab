namespace RlQuery.Core.Tests.Support;

/// <summary>A test that reads a file of <c>../shared/reference</c>, beside the checkout; skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ReferenceFactAttribute : FactAttribute
{
    public ReferenceFactAttribute(string file)
    {
        if (!File.Exists(Path.Combine(Repository.ReferenceFolder, file)))
        {
            Skip = $"needs ../shared/reference/{file} beside the checkout";
        }
    }
}
