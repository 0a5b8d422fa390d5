// Form: tools beside a served judge and a rule
using System.ComponentModel;
using Kimi.Dsl;

namespace Acme;

[Recipe("tools-and-a-judge")]
public abstract partial class ToolsAndAJudge
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [Reinforce(Iterations = 60)]
    [MirrorDescent]
    [ExactAnswerReward(Weight = 0.5)]
    [ServedJudge(Model = "judge-32b", MaxCritiqueTokens = 512, Temperature = 0.2)]
    [Tools<Abacus>(MaxTurns = 3)]
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet problems);
}

/// <summary>Counts.</summary>
public sealed class Abacus
{
    /// <summary>Adds.</summary>
    [Description("Adds two numbers")]
    public static int Add(int left, int right) => left + right;
}
