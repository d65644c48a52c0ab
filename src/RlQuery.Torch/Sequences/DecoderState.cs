using TorchSharp;

namespace RlQuery.Torch.Sequences;

/// <summary>Keys and values that a search keeps from step to step: a row for each hypothesis. It owns its tensors.</summary>
internal sealed class DecoderState : IDisposable
{
    private HashSet<torch.Tensor> _owned = new(ReferenceEqualityComparer.Instance);

    /// <param name="memory">Keys and values of the sources, of each layer.</param>
    /// <param name="mask">The mask of the sources, or null.</param>
    public DecoderState((torch.Tensor Keys, torch.Tensor Values)[] memory, torch.Tensor? mask)
    {
        Memory = memory;
        Mask = mask;
        Written = new (torch.Tensor Keys, torch.Tensor Values)[memory.Length];
        Keep();
    }

    /// <summary>Those of the sources, for each layer.</summary>
    public (torch.Tensor Keys, torch.Tensor Values)[] Memory { get; private set; }

    /// <summary>The mask of the sources, or null.</summary>
    public torch.Tensor? Mask { get; private set; }

    /// <summary>Those of what is written, for each layer; the decoder extends them.</summary>
    public (torch.Tensor Keys, torch.Tensor Values)[] Written { get; }

    /// <summary>Takes rows in a new order.</summary>
    /// <param name="rows">The row that each new one continues.</param>
    /// <param name="sources">Whether the sources change, too.</param>
    public void Reorder(torch.Tensor rows, bool sources)
    {
        for (int layer = 0; layer < Written.Length; layer++)
        {
            Written[layer] = Take(Written[layer], rows);
        }
        if (sources)
        {
            Memory = [.. Memory.Select(pair => Take(pair, rows))];
            Mask = Mask?.index_select(0, rows);
        }
    }

    /// <summary>Keeps what is there now beyond the scope of a step, and frees what was there before.</summary>
    public void Keep()
    {
        var now = new HashSet<torch.Tensor>(ReferenceEqualityComparer.Instance);
        foreach (torch.Tensor? tensor in Written.Concat(Memory).SelectMany(pair => (torch.Tensor?[])[pair.Keys, pair.Values]).Append(Mask))
        {
            if (tensor is not null && now.Add(tensor) && !_owned.Contains(tensor))
            {
                tensor.DetachFromDisposeScope();
            }
        }
        foreach (torch.Tensor tensor in _owned.Where(tensor => !now.Contains(tensor)))
        {
            tensor.Dispose();
        }
        _owned = now;
    }

    /// <summary>Frees the tensors.</summary>
    public void Dispose()
    {
        foreach (torch.Tensor tensor in _owned)
        {
            tensor.Dispose();
        }
    }

    private static (torch.Tensor Keys, torch.Tensor Values) Take((torch.Tensor Keys, torch.Tensor Values) pair, torch.Tensor rows) =>
        (pair.Keys.index_select(0, rows), pair.Values.index_select(0, rows));
}
