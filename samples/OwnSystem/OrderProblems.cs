using Kimi.Dsl;

namespace OwnSystem;

/// <summary>Sets problems such as <c>da5=</c>: five pieces of d and a together. Level: how many pieces.</summary>
[ImplementationVersion(1)]
public sealed class OrderProblems : IProblemSource<OrderProblem>
{
    private const int FewestPieces = 2;
    private const int MostPieces = 8;

    /// <inheritdoc/>
    public IEnumerable<OrderProblem> Problems(Random random)
    {
        while (true)
        {
            var items = Phrases.Items.ToCharArray();
            random.Shuffle(items);
            var wanted = new string(items[..2]);
            var pieces = random.Next(FewestPieces, MostPieces + 1);
            yield return new() { Id = $"{wanted}{pieces}", Prompt = $"{wanted}{pieces}=", Level = pieces, Items = wanted, Pieces = pieces };
        }
    }
}
