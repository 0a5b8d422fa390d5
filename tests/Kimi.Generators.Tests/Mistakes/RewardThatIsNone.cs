// Mistake: I gave [Reward<…>] a class that is no reward
// Pain: 5
// Caught: build
// Compiler: CS0311
using Kimi.Dsl;

namespace Acme;

[Recipe("no-such-reward")]
public abstract partial class NoSuchReward
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80), MirrorDescent]
    [Reward<ScoresByLength>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Scores a response, but implements no contract.</summary>
public sealed class ScoresByLength
{
    /// <summary>The score.</summary>
    /// <param name="response">The response.</param>
    public double Score(string response) => 1.0 / response.Length;
}
