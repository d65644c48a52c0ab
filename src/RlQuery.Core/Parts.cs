namespace RlQuery.Core;

/// <summary>
/// The parts that files and commands may name: signals, strategies, learners, rewards, metrics, agents, tasks, formats and so on. Immutable:
/// <see cref="With"/> gives another one, so that what a program adds changes nothing for others.
/// </summary>
public sealed class Parts
{
    private readonly Dictionary<Type, PartList> _lists;
    private readonly Func<IPart, IEnumerable<IPart>> _derive;

    private Parts(Dictionary<Type, PartList> lists, Func<IPart, IEnumerable<IPart>> derive) => (_lists, _derive) = (lists, derive);

    // Makes parts of other parts by their names, which no list could hold.
    private Func<Type, string, Parts, IPart?> Compose { get; init; } = (_, _, _) => null;

    /// <summary>The assemblies that brought some, in the order in which they were added; those of the library itself are not among them.</summary>
    public IReadOnlyList<PartsSource> Sources { get; private init; } = [];

    /// <summary>No parts at all.</summary>
    public static Parts None { get; } = new([], _ => []);

    /// <summary>The kinds of the parts that there are, in the order in which they came: the interface or the base class of each.</summary>
    public IReadOnlyList<Type> Kinds => [.. _lists.Keys];

    /// <summary>The parts of a kind, in the order in which they were added.</summary>
    /// <typeparam name="T">The kind, such as <c>ISignal</c>.</typeparam>
    public IReadOnlyList<T> All<T>()
        where T : class, IPart => _lists.TryGetValue(typeof(T), out PartList? list) ? (T[])list.Parts : [];

    /// <summary>The parts of a kind, in the order in which they were added.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    public IReadOnlyList<IPart> All(Type kind) => _lists.TryGetValue(kind, out PartList? list) ? (IPart[])list.Parts : [];

    /// <summary>Finds a part by its name or an alias.</summary>
    /// <typeparam name="T">The kind.</typeparam>
    /// <param name="name">The name.</param>
    /// <exception cref="InvalidInputException">No part of the kind has it; the line names the nearest, or all.</exception>
    public T Find<T>(string name)
        where T : class, IPart => TryFind<T>(name) ?? throw Unknown<T>(name, All<T>());

    /// <summary>Finds a part by its name or an alias; null where there is none.</summary>
    /// <typeparam name="T">The kind.</typeparam>
    /// <param name="name">The name.</param>
    public T? TryFind<T>(string name)
        where T : class, IPart => _lists.TryGetValue(typeof(T), out PartList? list)
            ? (T?)(list.Find(name) ?? Compose(typeof(T), name, this)) : null;

    /// <summary>These parts and others behind them.</summary>
    /// <param name="parts">Parts, each of one kind or several.</param>
    /// <exception cref="ArgumentException">Another part of its kind has a name or an alias of a part, or a part is of no kind.</exception>
    public Parts With(params IReadOnlyList<IPart> parts)
    {
        var lists = new Dictionary<Type, PartList>(_lists);
        foreach (IPart part in parts.SelectMany(part => _derive(part).Prepend(part)))
        {
            Type[] kinds = [.. PartList.KindsOf(part)];
            if (kinds.Length == 0)
            {
                throw new ArgumentException($"{part.GetType()} is of no kind of parts", nameof(parts));
            }
            foreach (Type kind in kinds)
            {
                lists[kind] = lists.GetValueOrDefault(kind, PartList.Empty(kind)).With(part);
            }
        }
        return new Parts(lists, _derive) { Sources = Sources, Compose = Compose };
    }

    /// <summary>That no part has a name.</summary>
    /// <typeparam name="T">The kind.</typeparam>
    /// <param name="name">The name.</param>
    /// <param name="allowed">The parts that would do.</param>
    internal static InvalidInputException Unknown<T>(string name, IEnumerable<T> allowed)
        where T : IPart => new($"{PartList.Words(typeof(T)).Word}: '{name}' is unknown{NearestName.Hint(name, [.. allowed.Select(part => part.Name)])}");

    /// <summary>The same parts; those that are added bring along others of another kind, as a signal brings its heuristics.</summary>
    /// <typeparam name="T">The kind that brings some along.</typeparam>
    /// <param name="derive">The parts that come with one.</param>
    internal Parts Deriving<T>(Func<T, IEnumerable<IPart>> derive) =>
        new(_lists, part => part is T own ? derive(own) : _derive(part)) { Sources = Sources, Compose = Compose };

    /// <summary>The same parts; a name that none has may be that of a part made of another, such as <c>margin-per-cost</c> of <c>margin</c>.</summary>
    /// <typeparam name="T">The kind of the parts.</typeparam>
    /// <param name="compose">Makes the part of a name; null where it is not such a name.</param>
    internal Parts Composing<T>(Func<string, Parts, T?> compose)
        where T : class, IPart => new(_lists, _derive)
        {
            Sources = Sources,
            Compose = (kind, name, parts) => kind == typeof(T) ? compose(name, parts) : Compose(kind, name, parts),
        };

    /// <summary>The same parts, of which some came from an assembly.</summary>
    /// <param name="source">The assembly.</param>
    internal Parts From(PartsSource source) => new(_lists, _derive) { Sources = [.. Sources, source], Compose = Compose };
}
