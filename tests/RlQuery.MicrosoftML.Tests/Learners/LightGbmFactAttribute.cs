using RlQuery.MicrosoftML.Learners;

namespace RlQuery.MicrosoftML.Tests.Learners;

/// <summary>A test that learns by LightGBM; skipped, with the reason, where its native library does not load.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LightGbmFactAttribute : FactAttribute
{
    public LightGbmFactAttribute()
    {
        if (!LightGbmFactory.IsAvailable)
        {
            Skip = "needs the system's OpenMP runtime (Debian: libgomp1)";
        }
    }
}
