using System.Security.Cryptography;
using System.Text;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals;

/// <summary>An ordered list of signals and state values: the meaning of an observation's columns.</summary>
/// <remarks>The hash covers only the listed ones, so that a signal added to the library never breaks a shipped policy.</remarks>
public sealed class SignalList
{
    /// <summary>Version of the layout of an observation (what is a column, what is state).</summary>
    public const int FormVersion = 1;

    /// <summary>Chooses signals and state values.</summary>
    /// <param name="signals">Signals in the order of the columns, each once.</param>
    /// <param name="state">State values in order, each once.</param>
    /// <exception cref="ArgumentException">Something occurs twice.</exception>
    public SignalList(IReadOnlyList<ISignal> signals, IReadOnlyList<IStateValue> state)
    {
        Signals = signals;
        State = state;
        SignalNames = [.. signals.Select(signal => signal.Name)];
        StateNames = [.. state.Select(value => value.Name)];
        if (SignalNames.Distinct().Count() != signals.Count || StateNames.Distinct().Count() != state.Count)
        {
            throw new ArgumentException("a signal or state value occurs twice", nameof(signals));
        }
        Hash = ComputeHash(signals.Select(signal => (signal.Name, signal.Version)), state.Select(value => (value.Name, value.Version)));
    }

    /// <summary>Signals in the order of the columns.</summary>
    public IReadOnlyList<ISignal> Signals { get; }

    /// <summary>State values in order.</summary>
    public IReadOnlyList<IStateValue> State { get; }

    /// <summary>Names of <see cref="Signals"/>.</summary>
    public IReadOnlyList<string> SignalNames { get; }

    /// <summary>Names of <see cref="State"/>.</summary>
    public IReadOnlyList<string> StateNames { get; }

    /// <summary>SHA-256, in hexadecimal, over form, names, versions and order.</summary>
    public string Hash { get; }

    /// <summary>Chooses by name.</summary>
    /// <param name="parts">Where they are found.</param>
    /// <param name="signals">Names of signals, as <c>rlquery list signals</c> shows them.</param>
    /// <param name="state">Names of state values.</param>
    /// <param name="task">The task that has to provide their inputs; null for any.</param>
    /// <exception cref="InvalidInputException">Unknown or repeated names, or names that do not fit the task; one fault each.</exception>
    public static SignalList ByName(Parts parts, IReadOnlyList<string> signals, IReadOnlyList<string> state, ITask? task = null)
    {
        var faults = new List<string>();
        List<ISignal> chosenSignals = Choose<ISignal>(parts, signals, "signals", faults);
        List<IStateValue> chosenState = Choose<IStateValue>(parts, state, "state", faults);
        if (task is not null)
        {
            faults.AddRange(
                chosenSignals.Where(signal => !signal.Needs.AreMetBy(task)).Select(signal => $"signals: '{signal.Name}' {signal.Needs.Lack(task)}"));
            faults.AddRange(chosenState.Where(value => !value.Needs.AreMetBy(task)).Select(value => $"state: '{value.Name}' {value.Needs.Lack(task)}"));
        }
        return faults.Count == 0 ? new SignalList(chosenSignals, chosenState) : throw new InvalidInputException(faults);
    }

    /// <summary>All inputs of its signals and state values.</summary>
    public SignalNeeds Needs =>
        Signals.Select(signal => signal.Needs).Concat(State.Select(value => value.Needs)).Aggregate(SignalNeeds.Items, (all, one) => all | one);

    /// <summary>Whether a signal needs the curvature of the learner's loss: the costly ones.</summary>
    public bool NeedsCurvature => Needs.HasFlag(SignalNeeds.Curvature);

    /// <summary>Position of a signal among the columns.</summary>
    /// <param name="name">Name of a signal.</param>
    /// <returns>The column, or -1.</returns>
    public int IndexOf(string name)
    {
        for (int i = 0; i < SignalNames.Count; i++)
        {
            if (SignalNames[i] == name)
            {
                return i;
            }
        }
        return -1;
    }

    /// <summary>The union of both lists: its own columns first, then the new ones of the other.</summary>
    /// <param name="other">Another list.</param>
    public SignalList Union(SignalList other) => new(
        [.. Signals, .. other.Signals.Where(signal => !SignalNames.Contains(signal.Name))],
        [.. State, .. other.State.Where(value => !StateNames.Contains(value.Name))]);

    private static List<T> Choose<T>(Parts parts, IReadOnlyList<string> names, string list, List<string> faults)
        where T : class, IPart
    {
        var chosen = new List<T>();
        foreach (string name in names)
        {
            T? found = parts.TryFind<T>(name);
            if (found is null)
            {
                faults.Add($"{list}: '{name}' is unknown; use {string.Join(", ", parts.All<T>().Select(known => known.Name))}");
            }
            else if (chosen.Contains(found))
            {
                faults.Add($"{list}: '{name}' occurs twice; name each once");
            }
            else
            {
                chosen.Add(found);
            }
        }
        return chosen;
    }

    private static string ComputeHash(IEnumerable<(string Name, int Version)> signals, IEnumerable<(string Name, int Version)> state)
    {
        string text = $"form {FormVersion}\n"
            + string.Concat(signals.Select(entry => $"signal {entry.Name} {entry.Version}\n"))
            + string.Concat(state.Select(entry => $"state {entry.Name} {entry.Version}\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
