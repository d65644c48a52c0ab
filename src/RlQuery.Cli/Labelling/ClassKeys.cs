using System.Globalization;
using RlQuery.Core.Data;

namespace RlQuery.Cli.Labelling;

/// <summary>A key for each class: its own name if that is one letter or digit, else the next free key. A new class never changes existing keys.</summary>
/// <remarks>Numbers have none, and a set of several classes is typed.</remarks>
internal sealed class ClassKeys
{
    public const char ByName = '/';

    private const string CommandKeys = "sucnq";

    private readonly Dictionary<char, string> _classes = [];
    private readonly Dictionary<string, char> _keys = [];

    /// <param name="classes">Names of the classes.</param>
    /// <param name="kind">What answers are.</param>
    public ClassKeys(IReadOnlyList<string> classes, TargetKind kind = TargetKind.Class)
    {
        Classes = classes;
        Kind = kind;
        foreach (string name in classes)
        {
            char key = name.Length == 1 && char.IsAsciiLetterOrDigit(name[0]) && IsFree(name[0])
                ? name[0]
                : "123456789abcdefghijklmnopqrstuvwxyz0".FirstOrDefault(IsFree);
            if (key != default)
            {
                _classes.Add(key, name);
                _keys.Add(name, key);
            }
        }
    }

    public IReadOnlyList<string> Classes { get; }

    /// <summary>What answers are.</summary>
    public TargetKind Kind { get; }

    /// <summary>Whether answers name classes; else they are numbers, whose digits are typed.</summary>
    public bool HasClasses => Kind != TargetKind.Number;

    /// <returns>The class of a key; null where it has none.</returns>
    public string? ClassOf(char key) => _classes.GetValueOrDefault(key);

    /// <summary>What else may be pressed.</summary>
    public IReadOnlyList<string> Commands => Kind switch
    {
        TargetKind.Number => ["[0..9 - .] a number", "[s] skip", "[u] undo", "[c] correct", "[q] quit"],
        TargetKind.ClassSet => ["[s] skip", "[u] undo", "[c] correct", "[n] new class", "[/] several between semicolons, {} for none", "[q] quit"],
        _ => ["[s] skip", "[u] undo", "[c] correct", "[n] new class", "[/] class by name", "[q] quit"],
    };

    /// <summary>Whether a key begins a number that is typed.</summary>
    public bool BeginsNumber(char key) => !HasClasses && (char.IsAsciiDigit(key) || key is '-' or '+' or '.');

    /// <summary>Every class with its key; beyond 31 classes, some have no key and are typed by name.</summary>
    /// <param name="probabilities">The learner's probabilities; null if they are not shown.</param>
    public IEnumerable<string> Legend(IReadOnlyList<float>? probabilities) => Classes.Select((name, i) => string.Create(
        CultureInfo.InvariantCulture,
        $"[{(_keys.TryGetValue(name, out char key) ? key : ByName)}] {name}"
        + $"{(probabilities is null ? "" : $" {Math.Round(100 * probabilities[i])}%")}"));

    private bool IsFree(char key) => !CommandKeys.Contains(key, StringComparison.Ordinal) && !_classes.ContainsKey(key);
}
