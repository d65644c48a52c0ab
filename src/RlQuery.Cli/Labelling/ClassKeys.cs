namespace RlQuery.Cli.Labelling;

/// <summary>A key for each class: its own name where that is one letter or digit, else the next free one. A new class never moves the keys before it.</summary>
internal sealed class ClassKeys
{
    public const char ByName = '/';

    private const string Commands = "sucnq";

    private readonly Dictionary<char, string> _classes = [];
    private readonly Dictionary<string, char> _keys = [];

    public ClassKeys(IReadOnlyList<string> classes)
    {
        Classes = classes;
        foreach (string name in classes)
        {
            char key = name.Length == 1 && char.IsAsciiLetterOrDigit(name[0]) && IsFree(name[0]) ? name[0] : "123456789abcdefghijklmnopqrstuvwxyz0".FirstOrDefault(IsFree);
            if (key != default)
            {
                _classes.Add(key, name);
                _keys.Add(name, key);
            }
        }
    }

    public IReadOnlyList<string> Classes { get; }

    /// <returns>The class of a key; null where it has none.</returns>
    public string? ClassOf(char key) => _classes.GetValueOrDefault(key);

    /// <summary>Every class with its key and what else may be pressed; beyond 31 classes some have none and are named.</summary>
    public string Legend() => string.Join("  ", Classes.Select(name => $"[{(_keys.TryGetValue(name, out char key) ? key : ByName)}] {name}")
        .Append("[s] skip  [u] undo  [c] correct  [n] new class  [/] class by name  [q] quit"));

    private bool IsFree(char key) => !Commands.Contains(key, StringComparison.Ordinal) && !_classes.ContainsKey(key);
}
