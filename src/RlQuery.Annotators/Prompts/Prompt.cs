using System.Text;

namespace RlQuery.Annotators.Prompts;

/// <summary>What a model is asked: messages in their order.</summary>
/// <param name="Messages">The messages.</param>
internal sealed record Prompt(IReadOnlyList<PromptMessage> Messages)
{
    // What chat templates put around messages, such as roles, marks and a system text of their own.
    private const int TokensOfTemplate = 256;
    private const int TokensOfMessage = 16;

    /// <summary>The most tokens that it can be: tokenizers make at most one token of a byte.</summary>
    public long MostTokens => TokensOfTemplate + Messages.Sum(message => TokensOfMessage + (long)Encoding.UTF8.GetByteCount(message.Text));

    /// <summary>The prompt with an answer that was no class, and a reminder.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="reminder">The reminder.</param>
    public Prompt Reminding(string answer, string reminder) =>
        new([.. Messages, new(PromptMessage.AssistantRole, answer), new(PromptMessage.UserRole, reminder)]);
}
