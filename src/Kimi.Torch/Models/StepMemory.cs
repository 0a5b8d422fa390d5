using System.Numerics;
using Kimi.Torch.Models.Kernels;
using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>
/// What blocks read and write while they take the newest tokens of a few rows: memory that serves all blocks of a step, in tensors of the dispose scope in
/// which it is made.
/// </summary>
internal sealed unsafe class StepMemory
{
    private readonly int _count;

    /// <summary>Takes memory for a step.</summary>
    /// <param name="config">The model's shape.</param>
    /// <param name="states_BC">The residual stream, float32 and contiguous, which blocks change.</param>
    internal StepMemory(TransformerConfig config, Tensor states_BC)
    {
        Rows = (int)states_BC.size(0);
        var queries = config.NumAttentionHeads * config.HeadWidth;
        var narrow = Math.Max(queries, config.IntermediateSize);
        var wide = Math.Max(queries + (2 * config.KeyValueHeads * config.HeadWidth), 2 * config.IntermediateSize);
        var rest = empty((long)Rows * (config.HiddenSize + narrow + wide));
        States = states_BC.Floats();
        Normed = rest.Floats();
        Narrow = Normed + ((long)Rows * config.HiddenSize);
        Wide = Narrow + ((long)Rows * narrow);
        _count = Rows * config.HiddenSize;
    }

    internal int Rows { get; }

    /// <summary>The residual stream.</summary>
    internal float* States { get; }

    /// <summary>As wide as the residual stream: what a norm gives, or what is added.</summary>
    internal float* Normed { get; }

    /// <summary>What the second product of a half reads: attended values, or the activation.</summary>
    internal float* Narrow { get; }

    /// <summary>What the first product of a half gives: queries, keys and values, or gate and up.</summary>
    internal float* Wide { get; }

    internal void AddNormedToStates()
    {
        var i = 0;
        for (; i <= _count - Vector<float>.Count; i += Vector<float>.Count)
            (Vector.Load(States + i) + Vector.Load(Normed + i)).Store(States + i);
        for (; i < _count; i++)
            States[i] += Normed[i];
    }
}
