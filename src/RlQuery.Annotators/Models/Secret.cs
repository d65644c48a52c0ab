namespace RlQuery.Annotators.Models;

/// <summary>A key, which is sent to its server and shown nowhere.</summary>
internal sealed class Secret
{
    private const string Hidden = "***";

    private readonly string? _value;

    private Secret(string? value) => _value = value;

    /// <summary>Reads a key.</summary>
    /// <param name="variable">The environment variable that holds it; null for no key.</param>
    /// <param name="fault">Why there is none; null where there is one, or none is needed.</param>
    public static Secret Read(string? variable, out string? fault)
    {
        string? value = variable is null ? null : Environment.GetEnvironmentVariable(variable)?.Trim();
        fault = variable is null ? null
            : string.IsNullOrEmpty(value) ? $"the environment variable {variable}, which should hold its key, is not set"
            : !value.All(letter => letter is > ' ' and <= '~') ? $"the environment variable {variable} holds blanks or letters that no key has"
            : null;
        return new Secret(fault is null ? value : null);
    }

    /// <summary>The key, for the call alone. Servers without keys get a word that is none.</summary>
    public string Reveal() => _value ?? "none";

    /// <summary>A text of the server without the key, should it repeat it.</summary>
    /// <param name="text">The text.</param>
    public string Hide(string text) => _value is null ? text : text.Replace(_value, Hidden, StringComparison.OrdinalIgnoreCase);

    /// <summary>Never the key.</summary>
    public override string ToString() => Hidden;
}
