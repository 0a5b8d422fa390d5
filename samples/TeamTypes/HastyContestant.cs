using Kimi.Dsl;

namespace TeamTypes;

/// <summary>
/// Mostly takes a shortest way home, and sometimes takes back one move after the other. In its haste, some moves go anywhere, and now and then it walks past
/// home. A policy that learns from it leaves something for reinforcement learning to add.
/// </summary>
[ImplementationVersion(1)]
public sealed class HastyContestant : IDemonstrationSource<ContestProblem>
{
    private const double StepByStepRate = 0.25;
    private const double SlipRate = 0.08;
    private const double PastHomeRate = 0.2;
    private const int FarthestPastHome = 6;

    /// <inheritdoc/>
    public string Respond(ContestProblem problem, Random random)
    {
        var back = string.Concat(string.Concat(problem.Path).Select(Moves.Opposite));
        var planned = random.NextDouble() < StepByStepRate ? back : Moves.Shortest(back);
        var moves = string.Concat(planned.Select(letter => random.NextDouble() < SlipRate ? random.GetItems<char>(Moves.Letters, 1)[0] : letter));
        return random.NextDouble() < PastHomeRate ? moves + new string(moves[^1], random.Next(1, FarthestPastHome + 1)) : moves;
    }
}
