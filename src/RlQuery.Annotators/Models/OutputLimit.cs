namespace RlQuery.Annotators.Models;

/// <summary>The field by which a server is told how long an answer may be.</summary>
public enum OutputLimit
{
    /// <summary><c>max_completion_tokens</c>, of OpenAI today.</summary>
    MaxCompletionTokens,

    /// <summary><c>max_tokens</c>, of OpenAI's first models and many servers that follow them.</summary>
    MaxTokens,
}
