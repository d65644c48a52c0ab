using RlQuery.Core;
using RlQuery.Studies.Standard;

namespace RlQuery.Studies.Tests;

/// <summary>The parts that tests name.</summary>
internal static class Known
{
    public static Parts Parts { get; } = StudyParts.Create();
}
