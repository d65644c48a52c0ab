using RlQuery.Core.Signals;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Signals;

public sealed class PanelDisagreementTests
{
    private static readonly float[] Unsure = [0.6f, 0.4f];
    private static readonly float[] Sure = [0.95f, 0.05f];
    private static readonly float[] Other = [0.2f, 0.8f];

    [Fact]
    public void A_member_that_is_sure_takes_a_row_out_unless_another_contradicts()
    {
        // By row: nobody is sure, one is sure and nobody contradicts, one is sure and another contradicts.
        float[][][] members = [.. Enumerable.Range(0, 5).Select(member => new[] { Unsure, member == 0 ? Sure : Unsure, member == 0 ? Sure : Other })];
        float[] values = SignalProbe.OfTable(new PanelDisagreementSignal(), [Unsure, Unsure, Unsure], members);
        Assert.Equal(0.5f, values[0], 1e-6f);
        Assert.InRange(values[1], 0.001f, 0.499f);
        Assert.InRange(values[2], 0.6f, 1);
    }

    [Fact]
    public void Without_a_veto_the_order_is_that_of_mutual_information()
    {
        float[][][] members =
        [
            .. Enumerable.Range(0, 5).Select(member => Enumerable.Range(0, 6).Select(row => member < row ? Other : Unsure).ToArray()),
        ];
        float[][] table = [.. Enumerable.Repeat(Unsure, 6)];
        float[] information = SignalProbe.OfTable(new MutualInformationSignal(), table, members);
        float[] values = SignalProbe.OfTable(new PanelDisagreementSignal(), table, members);
        Assert.All(information.Zip(values), pair => Assert.Equal((1 + pair.First) / 2, pair.Second, 1e-6f));
    }
}
