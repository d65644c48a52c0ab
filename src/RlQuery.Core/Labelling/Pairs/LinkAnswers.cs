namespace RlQuery.Core.Labelling.Pairs;

/// <summary>The two answers of a question about a pair.</summary>
public static class LinkAnswers
{
    /// <summary>The rows belong together: a must-link.</summary>
    public const string Same = "same";

    /// <summary>They do not: a cannot-link.</summary>
    public const string Different = "different";

    /// <summary>Both, in the order of learners: what they call class 1 is "together".</summary>
    public static IReadOnlyList<string> Names { get; } = [Different, Same];
}
