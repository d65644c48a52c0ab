namespace RlQuery.Core.Data.Synthetic;

/// <summary>The synthetic tasks by name.</summary>
public static class SyntheticCatalog
{
    /// <summary>Every class of every generated set has at least so many rows.</summary>
    public const int FewestRowsOfClass = 8;

    private static readonly ISyntheticTask[] Kinds =
    [
        new Checkerboard(), new GaussianClusters(), new HeavyTailed(), new LinearClasses(), new Moons(), new Ringnorm(), new Rings(),
        new RuleTree(), new Twonorm(), new Waveform(), new Xor(),
    ];

    // What resembles tables from life comes more often than what is made to be hard.
    private static readonly ISyntheticTask[] Weighted =
    [
        .. Kinds, new GaussianClusters(), new GaussianClusters(), new LinearClasses(), new LinearClasses(), new HeavyTailed(), new RuleTree(),
    ];

    private static readonly Dictionary<string, Func<ISyntheticTask, ISyntheticTask>> Wrappers = new(StringComparer.Ordinal)
    {
        ["nuisance"] = task => new NuisanceDimensions(task),
        ["imbalance"] = task => new Imbalance(task),
        ["label-noise"] = task => new LabelNoise(task),
        ["one-hot"] = task => new OneHotLevels(task),
        ["embedding"] = task => new RandomEmbedding(task),
    };

    /// <summary>Every kind of task, <c>mixture</c> (any of them with random wrappers) included, by name.</summary>
    public static IReadOnlyList<ISyntheticTask> Tasks { get; } =
        [.. Kinds.Append(new Mixture(Weighted)).Append(new SmoothFunctions()).OrderBy(task => task.Name, StringComparer.Ordinal)];

    /// <summary>The names that may follow a task's name after a plus sign.</summary>
    public static IReadOnlyList<string> WrapperNames { get; } = [.. Wrappers.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Whether a name is that of a task, wrapped or not.</summary>
    /// <param name="name">A name such as <c>moons</c>.</param>
    public static bool Contains(string name)
    {
        string[] parts = name.Split('+');
        return Tasks.Any(task => task.Name == parts[0]) && parts.Skip(1).All(Wrappers.ContainsKey);
    }

    /// <summary>The task of a name, wrapped by what follows each plus sign: <c>moons+nuisance+label-noise</c>.</summary>
    /// <param name="name">One of <see cref="Tasks"/> and any of <see cref="WrapperNames"/>.</param>
    /// <exception cref="InvalidInputException">There is none; the line names the nearest.</exception>
    public static ISyntheticTask Find(string name)
    {
        string[] parts = name.Split('+');
        ISyntheticTask task = Tasks.FirstOrDefault(candidate => candidate.Name == parts[0])
            ?? throw Unknown("synthetic task", parts[0], Tasks.Select(candidate => candidate.Name));
        if (task.Kind != TargetKind.Class && parts.Length > 1)
        {
            throw new InvalidInputException($"synthetic task: \"{name}\" is not allowed; wrappers are for tasks of classes");
        }
        foreach (string wrapper in parts.Skip(1))
        {
            task = Wrappers.TryGetValue(wrapper, out Func<ISyntheticTask, ISyntheticTask>? wrap)
                ? wrap(task)
                : throw Unknown("synthetic wrapper", wrapper, WrapperNames);
        }
        return task;
    }

    private static InvalidInputException Unknown(string what, string name, IEnumerable<string> allowed)
    {
        string? nearest = NearestName.Find(name, allowed);
        return new InvalidInputException(
            $"{what}: \"{name}\" is not known{(nearest is null ? "" : $" (nearest: {nearest})")}; use {string.Join(", ", allowed)}");
    }
}
