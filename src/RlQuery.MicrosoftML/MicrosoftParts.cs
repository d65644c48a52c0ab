using RlQuery.Core;
using RlQuery.MicrosoftML.Learners;

namespace RlQuery.MicrosoftML;

/// <summary>The parts of this library.</summary>
public static class MicrosoftParts
{
    /// <summary>All of them: learners and encoders.</summary>
    public static IReadOnlyList<IPart> All { get; } = [new LightGbmFactory(), new LinearMicrosoftFactory(), new NGramEncoder(), new PixelEncoder()];
}
