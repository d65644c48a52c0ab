using System.Globalization;
using RlQuery.Core.Data;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tests.Data;

public sealed class NumberTextTests
{
    [Fact]
    public void A_single_is_read_back_bit_for_bit_by_who_reads_doubles()
    {
        var generator = new Pcg64(1, "singles");
        foreach (float number in (float[])[0, -0f, float.Epsilon, float.MaxValue, float.MinValue, 16777217, 1e-45f])
        {
            AssertKept(number);
        }
        for (int i = 0; i < 200_000; i++)
        {
            float number = BitConverter.UInt32BitsToSingle((uint)generator.NextUInt64());
            if (float.IsFinite(number))
            {
                AssertKept(number);
            }
        }
    }

    private static void AssertKept(float number)
    {
        float back = (float)double.Parse(NumberText.Of(number), CultureInfo.InvariantCulture);
        Assert.Equal(BitConverter.SingleToUInt32Bits(number), BitConverter.SingleToUInt32Bits(back));
    }
}
