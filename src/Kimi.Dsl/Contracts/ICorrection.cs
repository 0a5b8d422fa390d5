namespace Kimi.Dsl;

/// <summary>
/// Corrects for a rollout engine that computes other probabilities than the trainer: says by how much what each token teaches is multiplied. With a correction,
/// the trainer's own log-probabilities are those that an objective compares with; the weights make up for having sampled from the engine's.
/// </summary>
public interface ICorrection
{
    /// <summary>The weights of a response's tokens.</summary>
    /// <param name="logratios">
    /// log π_i by the trainer less log π_i by the engine, of each token that trains; π_i is the policy that sampled. 0 for tokens of an earlier iteration,
    /// whose policy the trainer no longer has.
    /// </param>
    ImportanceWeights Weigh(IReadOnlyList<double> logratios);
}

/// <summary>What the tokens of a response are multiplied by.</summary>
/// <param name="Weights">One a token, at least 0.</param>
/// <param name="Cut">How many of the tokens have another weight than their ratio, since it lies outside of the limits.</param>
public sealed record ImportanceWeights(IReadOnlyList<double> Weights, int Cut);
