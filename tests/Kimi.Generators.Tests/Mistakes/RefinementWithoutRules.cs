// Mistake: I refine my corpus and give no rule to refine it by
// Pain: 2
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("unrefined")]
public abstract partial class Unrefined
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [Transform]
    public static Corpus Crawled(Demonstrations traces) => new([.. traces.Select(trace => new Document(trace.Prompt + trace.Response))]);

    [Transform]
    public static Corpus Exemplary(Corpus crawled) => new([.. crawled.Take(100)]);

    [{|KIMI4004:RefineCorpus|}]
    public abstract Corpus Refined(Corpus crawled, Corpus exemplary);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [Pretrain(Steps = 500)]
    public abstract Policy Pretrained(Policy initial, Corpus refined);
}
