using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>
/// What LoRA (Hu et al. 2021) adds to a product: (s·x·Aᵀ)·Bᵀ. Of matrices that are applied to the same input and lie in one, each has factors of its own;
/// one product with all A serves them.
/// </summary>
/// <param name="A_RC">The matrices A of all parts that have factors, one below the other: [parts · rank, input width].</param>
/// <param name="Parts">B of each part, [output width, rank], or null where it has none; and its output width.</param>
/// <param name="Rank">The rank of each part.</param>
/// <param name="Scale">s.</param>
internal sealed record LowRankFactors(Tensor A_RC, IReadOnlyList<(Tensor? B_OR, long Width)> Parts, int Rank, double Scale)
{
    /// <summary>The sum's second term, in float32.</summary>
    internal Tensor Apply(Tensor x)
    {
        using var scope = NewDisposeScope();
        var down = nn.functional.linear(x.to(ScalarType.Float32), A_RC) * Scale;
        var (pieces, place) = (new List<Tensor>(), 0L);
        foreach (var (b_OR, width) in Parts)
        {
            if (b_OR is null)
            {
                pieces.Add(zeros([.. down.shape[..^1], width], device: down.device));
                continue;
            }

            pieces.Add(nn.functional.linear(down.narrow(-1, place, Rank), b_OR));
            place += Rank;
        }

        return (pieces.Count == 1 ? pieces[0] : cat(pieces, -1)).MoveToOuterDisposeScope();
    }
}
