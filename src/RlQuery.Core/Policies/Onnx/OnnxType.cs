namespace RlQuery.Core.Policies.Onnx;

/// <summary>Types of elements, by ONNX's numbers.</summary>
internal enum OnnxType
{
    /// <summary>32-bit floats.</summary>
    Float = 1,

    /// <summary>64-bit integers.</summary>
    Int64 = 7,

    /// <summary>64-bit floats.</summary>
    Double = 11,
}
