// Form: attributes by their full names, an alias of a reward, and arguments by nameof
using Kimi.Dsl;
using Exact = Kimi.Dsl.ExactAnswerRewardAttribute;

namespace Acme;

[global::Kimi.Dsl.RecipeAttribute("full-names-and-aliases")]
public abstract partial class FullNamesAndAliases
{
    private const string Marker = nameof(Answer) + ":";

    [ProblemsAttribute<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [ProblemsAttribute<AdditionProblems>(Count = 256, Split = global::Kimi.Dsl.Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [InitializeTransformerAttribute(Layers = 6, ContextLength = 512)]
    public abstract Policy Answer();

    [Demonstrations<NamedAnswers>]
    public abstract Demonstrations Traces(PromptSet problems);

    [FineTuneAttribute(Steps = 500)]
    public abstract Policy Sft([FromAttribute(nameof(Answer))] Policy initial, Demonstrations traces);

    [global::Kimi.Dsl.ReinforceAttribute(Iterations = 80), MirrorDescentAttribute, Exact(Marker = Marker)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate, Exact(Marker = Marker)]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Names the answer.</summary>
public sealed class NamedAnswers : IDemonstrationSource<MathProblem>
{
    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random) => $"Answer:{problem.Answer}";
}
