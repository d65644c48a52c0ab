namespace RlQuery.Annotators.Prompts;

/// <summary>One message of a conversation.</summary>
/// <param name="Role"><see cref="SystemRole"/>, <see cref="UserRole"/> or <see cref="AssistantRole"/>.</param>
/// <param name="Text">Its text.</param>
internal sealed record PromptMessage(string Role, string Text)
{
    public const string SystemRole = "system";
    public const string UserRole = "user";
    public const string AssistantRole = "assistant";
}
