using RlQuery.Core.Data.Reading;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;
using RlQuery.Studies.Training;

namespace RlQuery.Studies.Tests.Training;

public sealed class RangeMeasureTests
{
    [Fact]
    public void Other_training_problems_set_off_the_alarm_in_at_most_two_of_a_hundred_queries()
    {
        string folder = Path.Combine(PolicyFolder.OfShipped()!, "quickstart");
        PolicyDocument document = PolicyReader.ReadDocument(folder);
        LearnedPolicy policy = PolicyReader.Load(folder, Known.Parts);
        PolicyRange range = PolicyRange.Read(folder, document)!;
        var environment = LoadedEnvironment.Read(Path.Combine(EnvironmentsFolder.Locate(), "quickstart.json"), Known.Parts, null);
        var player = new RangePlayer(environment, policy, SignalList.ByName(Known.Parts, document.Signals.Names, document.State.Names));
        double[][] seen =
        [
            .. Enumerable.Range(0, 60).SelectMany(i =>
            {
                ulong seed = SeedSequence.Child(7, (ulong)i);
                return player.Play(environment.TrainingProblems.Draw(seed), seed);
            }),
        ];
        Assert.Equal(180, seen.Length);
        int alarms = seen.Count(row => range.Values
            .Where((value, place) => value.Of != RangeValue.Mean && value.Distance(row[place]) > PolicyRange.Farthest).Any());
        Assert.InRange(alarms, 0, 0.02 * seen.Length);
    }
}
