using System.Globalization;
using RlQuery.Core.Data;
using RlQuery.Sessions;

namespace RlQuery.Cli.Labelling;

/// <summary>A key for each class: its own name if that is one letter or digit, else the next free key. A new class never changes existing keys.</summary>
/// <remarks>Numbers have none, and a set of several classes is typed.</remarks>
internal sealed class ClassKeys
{
    public const char ByName = '/';

    /// <summary>Shows all classes where only some are.</summary>
    public const char ShowAll = '?';

    /// <summary>Writes a note.</summary>
    public const char ForNote = '#';

    private const string CommandKeys = "sucnq";
    private const int MostShown = 20;
    private const int MostLikely = 8;

    private readonly Dictionary<char, string> _classes = [];
    private readonly Dictionary<string, char> _keys = [];

    /// <param name="classes">Names of the classes.</param>
    /// <param name="kind">What answers are.</param>
    /// <param name="atEnd">Whether no row is left to label.</param>
    public ClassKeys(IReadOnlyList<string> classes, TargetKind kind = TargetKind.Class, bool atEnd = false)
    {
        Classes = classes;
        Kind = kind;
        AtEnd = atEnd;
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

    /// <summary>Whether no row is left to label.</summary>
    public bool AtEnd { get; }

    /// <summary>What the learner proposes, to be taken as it is.</summary>
    /// <value>Default: null; nothing.</value>
    public string? Proposal { get; init; }

    /// <summary>Answers all regions of the picture by a mask, given its file.</summary>
    /// <value>Default: null; the row in question is no region of a picture.</value>
    public Func<string, LabelCommand>? ByMask { get; init; }

    /// <summary>Whether a class can be added.</summary>
    public bool CanGrow => Kind is TargetKind.Class or TargetKind.ClassSet;

    /// <summary>Reads what an item is called in a correction.</summary>
    /// <value>Default: a row by its number.</value>
    public Func<string, int?> ItemOf { get; init; } = text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int row) ? row : null;

    /// <summary>What a correction looks like.</summary>
    public string Correction => Kind switch
    {
        TargetKind.Number => "a row and its label, such as c 17 3.5",
        TargetKind.Text => "a row and its text, such as :c 17 ein Haus",
        TargetKind.Link => "two rows that can be asked about and the answer, such as c 3-17 same",
        _ => $"a row and its label, such as c 17 {Classes.FirstOrDefault("yes")}",
    };

    /// <summary>Whether answers name classes; else they are numbers, whose digits are typed, or texts.</summary>
    public bool HasClasses => Kind is not (TargetKind.Number or TargetKind.Text);

    /// <returns>The class of a key; null where it has none.</returns>
    public string? ClassOf(char key) => _classes.GetValueOrDefault(key);

    /// <summary>What else may be pressed.</summary>
    public IReadOnlyList<string> Commands => AtEnd ? ["[u] undo", "[c] correct", "[q] quit"] : Kind switch
    {
        TargetKind.Number => ["[0..9 - .] a number", "[s] skip", "[u] undo", "[c] correct", "[#] note", "[q] quit"],
        TargetKind.Text when Proposal is not null => ["[Enter] take it", "[/] type a text", "[s] skip", "[u] undo", "[c] correct", "[#] note", "[q] quit"],
        TargetKind.Text => ["[/] type a text", "[s] skip", "[u] undo", "[c] correct", "[#] note", "[q] quit"],
        TargetKind.Link => ["[s] skip", "[u] undo", "[c] correct", "[#] note", "[q] quit"],
        TargetKind.ClassSet => ["[s] skip", "[u] undo", "[c] correct", "[n] new class", "[#] note", "[/] several between semicolons, {} for none", "[q] quit"],
        _ => ["[s] skip", "[u] undo", "[c] correct", "[n] new class", "[#] note", $"[/] class by name{(ByMask is null ? "" : ", or mask FILE")}", "[q] quit"],
    };

    /// <summary>Whether a key begins a number that is typed.</summary>
    public bool BeginsNumber(char key) => Kind == TargetKind.Number && (char.IsAsciiDigit(key) || key is '-' or '+' or '.');

    /// <summary>The classes with their keys; of more than 20, the most likely eight and how to see all.</summary>
    /// <param name="probabilities">The learner's probabilities; null if they are not shown.</param>
    /// <param name="counts">How often each class was given so far; the most frequent ones are shown if there are no probabilities.</param>
    public IEnumerable<string> Legend(IReadOnlyList<float>? probabilities, IReadOnlyList<int> counts) => Classes.Count <= MostShown ? All(probabilities)
        : [.. Enumerable.Range(0, Classes.Count).OrderByDescending(i => probabilities?[i] ?? counts[i]).Take(MostLikely).Select(i => Entry(i, probabilities)),
            string.Create(CultureInfo.InvariantCulture, $"[{ShowAll}] all {Classes.Count} classes")];

    /// <summary>Every class with its key; beyond 31 classes, some have no key and are typed by name.</summary>
    /// <param name="probabilities">The learner's probabilities; null if they are not shown.</param>
    public IEnumerable<string> All(IReadOnlyList<float>? probabilities) => Enumerable.Range(0, Classes.Count).Select(i => Entry(i, probabilities));

    private string Entry(int place, IReadOnlyList<float>? probabilities) => string.Create(
        CultureInfo.InvariantCulture,
        $"[{(_keys.TryGetValue(Classes[place], out char key) ? key : ByName)}] {Classes[place]}"
        + $"{(probabilities is null ? "" : $" {Math.Round(100 * probabilities[place])}%")}");

    private bool IsFree(char key) => !CommandKeys.Contains(key, StringComparison.Ordinal) && !_classes.ContainsKey(key);
}
