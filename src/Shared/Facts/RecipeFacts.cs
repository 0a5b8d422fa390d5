using Kimi.Shared.Declarations;

namespace Kimi.Shared.Facts;

/// <summary>Everything that is known about a recipe's artifacts.</summary>
internal sealed class RecipeFacts
{
    /// <summary>Knows nothing yet: each fact is worked out when it is asked for.</summary>
    public RecipeFacts()
    {
        ProblemCount = new(Fact.ProblemCount, lowest: false);
        DemonstrationCount = new(Fact.DemonstrationCount, lowest: false, made: ProblemCount);
    }

    /// <summary>Where weights began.</summary>
    public Lineage Architecture { get; } = new(Fact.Architecture);

    /// <summary>Where tokenizers came from.</summary>
    public Lineage Tokenizer { get; } = new(Fact.Tokenizer);

    /// <summary>The shortest context.</summary>
    public Amount ContextLength { get; } = new(Fact.ContextLength, lowest: true);

    /// <summary>The lowest rotary base.</summary>
    public Amount RotaryBase { get; } = new(Fact.RotaryBase, lowest: true);

    /// <summary>The longest time that a test is given, in seconds.</summary>
    public Amount TestSeconds { get; } = new(Fact.TestSeconds, lowest: false);

    /// <summary>The longest prompt.</summary>
    public Amount PromptLength { get; } = new(Fact.PromptLength, lowest: false);

    /// <summary>The most problems.</summary>
    public Amount ProblemCount { get; }

    /// <summary>Whether policies were tuned.</summary>
    public Flag Tuned { get; } = new(Fact.Tuned);

    /// <summary>Whether policies can see images.</summary>
    public Flag Vision { get; } = new VisionFact();

    /// <summary>Whether there are images among prompts or in documents.</summary>
    public Flag Images { get; } = new ImagesFact();

    /// <summary>Whether problems have levels.</summary>
    public Flag Levels { get; } = new(Fact.Levels);

    /// <summary>Whether problems have tags.</summary>
    public Flag Tags { get; } = new(Fact.Tags);

    /// <summary>The longest response of a policy's last training.</summary>
    public Amount ResponseLength { get; } = new(Fact.ResponseLength, lowest: false);

    /// <summary>Whether policies have adapters.</summary>
    public Flag Adapter { get; } = new(Fact.Adapter);

    /// <summary>Whether anything has trained policies.</summary>
    public Flag Trained { get; } = new OpenFlag(Fact.Trained);

    /// <summary>Whether problems have answers.</summary>
    public Flag Answers { get; } = new(Fact.Answers);

    /// <summary>Whether all problems have tests.</summary>
    public Flag Tests { get; } = new(Fact.Tests);

    /// <summary>Whether problems have tests one by one.</summary>
    public Flag SeveralTests { get; } = new(Fact.SeveralTests);

    /// <summary>Whether documents have been rated.</summary>
    public Flag Quality { get; } = new OpenFlag(Fact.Quality);

    /// <summary>Whether pairs prefer correct responses.</summary>
    public Flag CorrectPairs { get; } = new(Fact.CorrectPairs);

    /// <summary>Whether prompts are conversations.</summary>
    public Flag Conversations { get; } = new(Fact.Conversations);

    /// <summary>Whether policies' tokenizers have chat templates.</summary>
    public Flag ChatTemplate { get; } = new ChatTemplateFact();

    /// <summary>The most demonstrations.</summary>
    public Amount DemonstrationCount { get; }

    /// <summary>The type of problems.</summary>
    public ProblemTypeFact Problems { get; } = new();

    /// <summary>Which problems went where.</summary>
    public Origins Origins { get; } = new();
}
