using RlQuery.Studies.Episodes;

namespace RlQuery.Studies.Tests.Episodes;

public sealed class StrategyKindsTests
{
    [Theory]
    [InlineData("margin", "heuristic", StrategyKind.Heuristic)]
    [InlineData("greedy-input", "policy", StrategyKind.Policy)]
    [InlineData("margin", "own", StrategyKind.Own)]
    [InlineData("mine/no-gate", "control", StrategyKind.Control)]
    public void What_a_manifest_records_holds_whatever_the_name(string name, string word, StrategyKind kind)
    {
        Assert.Equal(kind, StrategyKinds.Read(name, word, Known.Parts));
        Assert.Equal(word, kind.Word());
    }

    [Theory]
    [InlineData("margin", null, StrategyKind.Heuristic)]
    [InlineData("greedy-input", null, StrategyKind.Heuristic)]
    [InlineData("mine", null, StrategyKind.Policy)]
    [InlineData("mine/untrained", null, StrategyKind.Control)]
    [InlineData("mine", "control", StrategyKind.Own)]
    public void Where_version_0_1_recorded_nothing_or_not_enough_the_name_decides(string name, string? word, StrategyKind kind) =>
        Assert.Equal(kind, StrategyKinds.Read(name, word, Known.Parts));
}
