namespace RlQuery.Core.Data.Synthetic;

/// <summary>The synthetic tasks of this library, also with wrappers in the name: <c>moons+nuisance+label-noise</c>.</summary>
internal static class SyntheticTasks
{
    private static readonly ISyntheticTask[] Kinds =
    [
        new Checkerboard(), new GaussianClusters(), new HeavyTailed(), new LinearClasses(), new Moons(), new Ringnorm(), new Rings(),
        new RuleTree(), new Twonorm(), new Waveform(), new Xor(),
    ];

    // Tasks that resemble real tables are more frequent than tasks that are made to be hard.
    private static readonly ISyntheticTask[] Weighted =
    [
        .. Kinds, new GaussianClusters(), new GaussianClusters(), new LinearClasses(), new LinearClasses(), new HeavyTailed(), new RuleTree(),
    ];

    private static readonly ISyntheticTask[] Numbers =
    [
        new SmoothFunctions(),
        new FunctionTask(
            "friedman",
            "numbers: one of the three functions of Friedman (1991), with noise, among features that tell nothing",
            [Friedman.First, Friedman.Second, Friedman.Third]),
        new FunctionTask(
            "computer-experiment",
            "numbers: the function of Ishigami and Homma (1990) or the borehole, with noise, among features that tell nothing",
            [ComputerExperiments.Ishigami, ComputerExperiments.Borehole]),
    ];

    private static readonly Dictionary<string, Func<ISyntheticTask, ISyntheticTask>> Wrappers = new(StringComparer.Ordinal)
    {
        ["nuisance"] = task => new NuisanceDimensions(task),
        ["imbalance"] = task => new Imbalance(task),
        ["label-noise"] = task => new LabelNoise(task),
        ["one-hot"] = task => new OneHotLevels(task),
        ["embedding"] = task => new RandomEmbedding(task),
    };

    /// <summary>The wrappers that may follow a task's name after a plus sign.</summary>
    public static IReadOnlyList<string> WrapperNames { get; } = [.. Wrappers.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Every kind of task of this library, <c>mixture</c> (any of them with random wrappers) included, by name.</summary>
    public static IReadOnlyList<ISyntheticTask> All { get; } =
    [
        .. ((IEnumerable<ISyntheticTask>)[.. Kinds, new Mixture(Weighted), new Scenes(), new Spelled(), new Dialogues(), .. Numbers])
            .OrderBy(task => task.Name, StringComparer.Ordinal),
    ];

    /// <summary>The task of a name, wrapped by what follows each plus sign: <c>moons+nuisance+label-noise</c>.</summary>
    /// <param name="parts">The tasks that may be named.</param>
    /// <param name="name">Name of a task and any of <see cref="WrapperNames"/>.</param>
    /// <exception cref="InvalidInputException">There is none; the line names the nearest.</exception>
    public static ISyntheticTask FindSynthetic(this Parts parts, string name)
    {
        string[] words = name.Split('+');
        ISyntheticTask task = parts.Find<ISyntheticTask>(words[0]);
        if (task.Kind != TargetKind.Class && words.Length > 1)
        {
            throw new InvalidInputException($"synthetic task: \"{name}\" is not allowed; wrappers are for tasks of classes");
        }
        foreach (string wrapper in words.Skip(1))
        {
            task = Wrappers.TryGetValue(wrapper, out Func<ISyntheticTask, ISyntheticTask>? wrap)
                ? wrap(task)
                : throw new InvalidInputException($"synthetic wrapper: '{wrapper}' is unknown{NearestName.Hint(wrapper, WrapperNames)}");
        }
        return task;
    }
}
