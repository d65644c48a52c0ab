using System.Globalization;
using RlQuery.Core.Augmentation.Features;
using RlQuery.Core.Data;
using RlQuery.Core.Environments.Rewards;
using RlQuery.Core.Environments.Routing;
using RlQuery.Core.Learners;
using RlQuery.Core.Signals;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Environments.Files;

/// <summary>The rules of environment files: ranges, known names, disjoint sets.</summary>
internal static class EnvironmentRules
{
    public static IReadOnlyList<string> Faults(EnvironmentDefinition definition, Parts parts)
    {
        var faults = new List<string>(definition.Split.Faults().Select(fault => $"split.{fault}"));
        Range(faults, "budget", definition.Budget, 1, 100_000);
        Range(faults, "batchSize", definition.BatchSize, 1, 100_000);
        Range(faults, "candidates", definition.Candidates, 0, 1_000_000);
        Share(faults, "training.syntheticShare", definition.Training.SyntheticShare);
        Share(faults, "training.derivedShare", definition.Training.DerivedShare);
        Share(faults, "training.rareShare", definition.Training.RareShare);
        Range(faults, "training.poolCap", definition.Training.PoolCap, 2, int.MaxValue);
        Share(faults, "reward.smoothing", definition.Reward.Smoothing);
        if (!(definition.Reward.Target > 0 && definition.Reward.Target <= 1))
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"reward.target: {definition.Reward.Target} is not allowed; use more than 0, at most 1"));
        }
        if (parts.TryFind<IRewardFactory>(definition.Reward.Kind) is null)
        {
            string hint = NearestName.Hint(definition.Reward.Kind, [.. parts.All<IRewardFactory>().Select(reward => reward.Name)]);
            faults.Add($"reward.kind: '{definition.Reward.Kind}' is unknown{hint}");
        }
        if (parts.TryFind<ITask>(definition.Task) is null)
        {
            Collect(faults, () => parts.Find<ITask>(definition.Task));
            return faults;
        }
        ITask task = definition.TaskIn(parts);
        Annotators(faults, task, definition);
        Make(faults, task, definition);
        Costs(faults, task, definition);
        if (definition.CostMatrix is { } matrix)
        {
            faults.AddRange(task.Answer == TargetKind.Class ? ErrorCosts.Faults(matrix) : [$"costMatrix: is not allowed in {task.Name}; leave it out"]);
        }
        Start(faults, task, definition);
        Unknown(faults, task, definition);
        Metric(faults, parts, task, definition.Reward.Metric);
        Zero(faults, task, task.Target == TargetKind.ClassSet, "training.derivedShare", definition.Training.DerivedShare);
        Zero(faults, task, task.Target != TargetKind.Class, "training.rareShare", definition.Training.RareShare);
        Zero(faults, task, task.Target != TargetKind.Class, "split.rareClass", definition.Split.RareClass);
        Collect(faults, () => parts.FindLearner(definition.Learner ?? task.DefaultLearner, task.Unit));
        Learners(faults, parts, task, definition.Training.Learners);
        Augmentation(faults, task, definition.Augmentation);
        Collect(faults, () => SignalList.ByName(parts, definition.Signals, definition.State, task));
        Once(faults, "training.data", definition.Training.Data);
        Once(faults, "training.synthetic", definition.Training.Synthetic);
        Once(faults, "validation", definition.Validation);
        Once(faults, "evaluation", definition.Evaluation);
        Disjoint(faults, "training.data", definition.Training.Data, "evaluation", definition.Evaluation);
        Disjoint(faults, "training.data", definition.Training.Data, "validation", definition.Validation);
        Disjoint(faults, "validation", definition.Validation, "evaluation", definition.Evaluation);
        faults.AddRange(
            from agent in definition.Tune
            from setting in agent.Value
            let fault = setting.Value.Fault()
            where fault is not null
            select $"tune.{agent.Key}.{setting.Key}{fault}");
        return faults;
    }

    private static void Zero(List<string> faults, ITask task, bool unfit, string name, double value)
    {
        if (unfit && value > 0)
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: {value} is not allowed in {task.Name}; use 0"));
        }
    }

    // Each task has one of the settings.
    private static void Start(List<string> faults, ITask task, EnvironmentDefinition definition)
    {
        (string Name, int? Value, int Least, int Most)[] settings =
            [("startPerClass", definition.StartPerClass, 0, 1000), ("startLabels", definition.StartLabels, 1, 100_000)];
        foreach ((string name, int? value, int least, int most) in settings)
        {
            if (value is not int given)
            {
                continue;
            }
            if (name != task.StartSetting)
            {
                faults.Add($"{name}: {given} is not allowed in {task.Name}; use {task.StartSetting}");
            }
            else
            {
                Range(faults, name, given, least, most);
            }
        }
    }

    private static void Unknown(List<string> faults, ITask task, EnvironmentDefinition definition)
    {
        double share = definition.StartClasses;
        if (!(share > 0 && share <= 1))
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"startClasses: {share} is not allowed; use more than 0, at most 1"));
        }
        else if (share < 1 && task.Answer != TargetKind.Class)
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"startClasses: {share} is not allowed in {task.Name}; use 1"));
        }
        else if (share < 1 && definition.StartPerClass == 0)
        {
            faults.Add(string.Create(
                CultureInfo.InvariantCulture, $"startClasses: {share} is not allowed without labels at the start; use startPerClass of 1 or more"));
        }
        if (definition.OutOfScope is not null && task.Answer != TargetKind.Class)
        {
            faults.Add($"outOfScope: is not allowed in {task.Name}; leave it out");
        }
    }

    private static void Metric(List<string> faults, Parts parts, ITask task, string? name)
    {
        string[] allowed = [.. parts.MetricsOf(task).Select(metric => metric.Name)];
        if (name is not null && !allowed.Contains(name))
        {
            faults.Add($"reward.metric: '{name}' is no metric of {task.Name}; use {string.Join(", ", allowed)}");
        }
    }

    private static void Range(List<string> faults, string name, int value, int low, int high)
    {
        if (value < low || value > high)
        {
            faults.Add($"{name}: {value} is not allowed; use {low}..{high}");
        }
    }

    private static void Share(List<string> faults, string name, double value)
    {
        if (!(value >= 0 && value <= 1))
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: {value} is not allowed; use 0..1"));
        }
    }

    private static void Learners(List<string> faults, Parts parts, ITask task, IReadOnlyDictionary<string, double> shares)
    {
        foreach ((string name, double share) in shares)
        {
            Collect(faults, () => parts.FindLearner(name, task.Unit), "training.learners: ");
            if (!(share > 0 && share <= 1))
            {
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"training.learners.{name}: {share} is not allowed; use more than 0, at most 1"));
            }
        }
    }

    private static void Augmentation(List<string> faults, ITask task, FeatureAugmentation? augmentation)
    {
        if (augmentation is not null && task.Target != TargetKind.Class)
        {
            faults.Add($"augmentation: is not allowed in {task.Name}; leave it out");
        }
        faults.AddRange(augmentation?.Faults().Select(fault => $"augmentation.{fault}") ?? []);
    }

    private static void Annotators(List<string> faults, ITask task, EnvironmentDefinition definition)
    {
        if (definition.Annotators.Count > 0 && !task.HasAnnotators)
        {
            faults.Add($"annotators: are not allowed in {task.Name}; use them in classification, or leave them out");
        }
        if (definition.Truth != TruthRule.DawidSkene && definition.Annotators.Count == 0)
        {
            faults.Add("truth: is allowed with annotators alone; leave it out");
        }
        faults.AddRange(AnnotatorRules.Faults(definition.Annotators, definition.Budget));
        if (task.HasPrices && definition.Reward.Kind != AccuracyGainFactory.RewardName)
        {
            // Others are paired with a reference by the number of queries, which is no measure of what was spent.
            string place = task.HasAnnotators ? "with annotators" : task.HasMade ? "with make" : $"in {task.Name}";
            faults.Add($"reward.kind: '{definition.Reward.Kind}' is not allowed {place}; use {AccuracyGainFactory.RewardName}");
        }
    }

    private static void Costs(List<string> faults, ITask task, EnvironmentDefinition definition)
    {
        if (definition.Costs is not { } range)
        {
            return;
        }
        if (range.Count != 2 || !(range[0] >= ItemCosts.Least && range[1] <= ItemCosts.Most && range[0] <= range[1]))
        {
            string written = string.Join(", ", range.Select(value => value.ToString(CultureInfo.InvariantCulture)));
            faults.Add($"costs: [{written}] is not allowed; use two numbers of 0.001..1000000, the lower first");
        }
        else if (range[1] > definition.Budget)
        {
            faults.Add(string.Create(
                CultureInfo.InvariantCulture, $"costs: an answer may cost {range[1]}, which the budget of {definition.Budget} does not pay"));
        }
        if (task.CostUnit != ITask.Labels || task.HasPrices)
        {
            faults.Add($"costs: are not allowed {(task.HasAnnotators ? "with annotators" : task.HasMade ? "with make" : $"in {task.Name}")}; leave them out");
        }
        else if (definition.Reward.Kind != AccuracyGainFactory.RewardName)
        {
            faults.Add($"reward.kind: '{definition.Reward.Kind}' is not allowed with costs; use {AccuracyGainFactory.RewardName}");
        }
    }

    private static void Make(List<string> faults, ITask task, EnvironmentDefinition definition)
    {
        if (definition.Make is not { } make)
        {
            return;
        }
        faults.AddRange(make.Faults().Select(fault => $"make.{fault}"));
        if (!task.HasMade)
        {
            string other = task.HasAnnotators ? "with annotators" : $"in {task.Name}";
            faults.Add($"make: is not allowed {other}; use it in classification that the table answers, or leave it out");
        }
        else if (definition.Augmentation is not null)
        {
            faults.Add("augmentation: is not allowed with make, which makes rows one by one; leave one of them out");
        }
    }

    private static void Once(List<string> faults, string list, IReadOnlyList<string> names)
    {
        foreach (IGrouping<string, string> name in names.GroupBy(name => name).Where(group => group.Count() > 1))
        {
            faults.Add($"{list}: '{name.Key}' occurs twice; name each once");
        }
    }

    private static void Disjoint(List<string> faults, string firstName, IReadOnlyList<string> first, string secondName, IReadOnlyList<string> second)
    {
        foreach (string name in first.Intersect(second))
        {
            faults.Add($"{secondName}: '{name}' is in {firstName} too; a set may serve one purpose only");
        }
    }

    private static void Collect(List<string> faults, Action check, string place = "")
    {
        try
        {
            check();
        }
        catch (InvalidInputException e)
        {
            faults.AddRange(e.Faults.Select(fault => place + fault));
        }
    }
}
