using Kimi.Dsl;
using Kimi.Torch.Models;

namespace Kimi.Runtime.Stages;

/// <summary>The shape of the adapter that a stage trains.</summary>
/// <param name="options">The options.</param>
[ImplementationVersion(2)]
internal sealed class Lora(LoraAttribute options) : ILora
{
    private static readonly string[] s_attention = ["q_proj", "k_proj", "v_proj", "o_proj"];

    public LowRankShape Shape => new(
        options.Rank,
        options.Alpha,
        options.Targets switch
        {
            LoraTargets.Attention => s_attention,
            LoraTargets.FeedForward => [.. LowRankShape.All.Except(s_attention)],
            _ => LowRankShape.All,
        });
}
