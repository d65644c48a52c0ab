using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RlQuery.Core.Learners.SupportVector;

/// <summary>The place of the largest of many values, the last of equal ones, four values at a time; minus infinity never wins.</summary>
internal struct LastLargest
{
    public const int Lanes = 4;

    private Vector256<double> _values;
    private Vector256<double> _places;
    private Vector256<double> _next;

    public static LastLargest None => new()
    {
        _values = Vector256.Create(double.NegativeInfinity),
        _places = Vector256.Create(-1.0),
        _next = Vector256.Create(0.0, 1, 2, 3),
    };

    /// <summary>Place of the largest value; -1 if all were minus infinity.</summary>
    public readonly int Index
    {
        get
        {
            double largest = double.NegativeInfinity;
            double place = -1;
            for (int lane = 0; lane < Lanes; lane++)
            {
                double value = _values[lane];
                if (value > largest || (value == largest && _places[lane] > place && !double.IsNegativeInfinity(value)))
                {
                    largest = value;
                    place = _places[lane];
                }
            }
            return (int)place;
        }
    }

    /// <summary>Takes the next four values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take(Vector256<double> values)
    {
        Vector256<double> wins = Vector256.GreaterThanOrEqual(values, _values);
        _values = Vector256.ConditionalSelect(wins, values, _values);
        _places = Vector256.ConditionalSelect(wins, _next, _places);
        _next += Vector256.Create((double)Lanes);
    }
}
