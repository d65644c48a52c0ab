using RlQuery.Core.Data;
using RlQuery.Core.Data.Synthetic;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Studies.Tests.Generated;

public sealed class DialoguePairsTests
{
    [Fact]
    public void The_pairs_of_the_study_of_replies_are_drawn_from_the_grammar() =>
        GeneratedFile.AssertIs("results/replies/pairs.tsv", _ =>
        {
            Dataset data = Known.Parts.Find<ISyntheticTask>("dialogues").Generate(20);
            return string.Concat(data.Sources.Zip(data.TargetTexts).Take(1000).Select(pair => $"{pair.First}\t{pair.Second}\n").Prepend("source\ttarget\n"));
        });
}
