using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>
/// Trains a low-rank adapter (LoRA, Hu et al. 2021) instead of all weights: to the product with each adapted matrix W it adds (<see cref="Alpha"/> /
/// <see cref="Rank"/>)·B·A, and only A and B have gradients and optimizer state. The policy that results has the weights it started from, with the adapter
/// beside them in the format of PEFT; <see cref="MergeAdapterAttribute"/> makes one of both. A policy that has an adapter of the same shape already goes on
/// with it.
/// </summary>
[Futile(nameof(Alpha), Comparison.Below, 0.1, Because = "what is added is scaled by Alpha / Rank, which leaves almost nothing of it")]
public sealed class LoraAttribute : AdapterAttribute
{
    /// <summary>r, the rank of what is added to each matrix. Default: 16.</summary>
    [Range(1, 4096)]
    [DefaultValue(16)]
    public int Rank { get; set; } = 16;

    /// <summary>α: what is added is scaled by α / r. Default: 32.</summary>
    [Range(1e-3, 1e6)]
    [DefaultValue(32.0)]
    public double Alpha { get; set; } = 32;

    /// <summary>Which matrices of a block are adapted. Default: <see cref="LoraTargets.All"/>.</summary>
    [DefaultValue(LoraTargets.All)]
    public LoraTargets Targets { get; set; }

    /// <inheritdoc/>
    public override Type Component => typeof(ILora);
}

/// <summary>The matrices of a block that an adapter changes.</summary>
public enum LoraTargets
{
    /// <summary>Those of attention and of the feed-forward layer.</summary>
    All,

    /// <summary>Queries, keys, values and output of attention.</summary>
    Attention,

    /// <summary>Gate, up and down of the feed-forward layer.</summary>
    FeedForward,
}

/// <summary>The contract of <see cref="LoraAttribute"/>.</summary>
public interface ILora;
