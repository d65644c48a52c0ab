namespace RlQuery.Core.Tests.Policies.Onnx;

/// <summary>A test that runs Debian's python3-numpy; skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NumpyFactAttribute : FactAttribute
{
    public const string Python = "/usr/bin/python3";

    public NumpyFactAttribute()
    {
        if (!File.Exists(Python) || !Directory.Exists("/usr/lib/python3/dist-packages/numpy"))
        {
            Skip = "needs numpy (Debian: python3-numpy)";
        }
    }
}
