using System.Text.Json;

namespace RlQuery.Core.Data.Text;

/// <summary>What is said of a text that is no JSON.</summary>
internal static class JsonFaults
{
    /// <summary>The place at which a parser stopped, in words.</summary>
    /// <param name="refused">What it threw.</param>
    public static string Place(this JsonException refused) =>
        $"line {1 + (refused.LineNumber ?? 0)} is not JSON at letter {1 + (refused.BytePositionInLine ?? 0)}";
}
