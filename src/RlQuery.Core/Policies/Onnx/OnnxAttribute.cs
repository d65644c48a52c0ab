namespace RlQuery.Core.Policies.Onnx;

/// <summary>A setting of an ONNX operator: an integer, or a list of integers.</summary>
/// <param name="Name">As the operator calls it.</param>
/// <param name="Values">Its value or values.</param>
/// <param name="IsList">Whether it is a list.</param>
internal readonly record struct OnnxAttribute(string Name, long[] Values, bool IsList)
{
    private const int IntegerType = 2;
    private const int IntegersType = 7;

    /// <summary>An integer.</summary>
    public static OnnxAttribute Integer(string name, long value) => new(name, [value], IsList: false);

    /// <summary>A list of integers.</summary>
    public static OnnxAttribute Integers(string name, params long[] values) => new(name, values, IsList: true);

    /// <summary>The attribute as the model file holds it.</summary>
    public ProtobufMessage ToMessage()
    {
        ProtobufMessage message = new ProtobufMessage().Add(1, Name);
        foreach (long value in Values)
        {
            message.Add(IsList ? 8 : 3, value);
        }
        return message.Add(20, IsList ? IntegersType : IntegerType);
    }
}
