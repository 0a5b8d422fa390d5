using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Facts;

/// <summary>Whether something holds: two different answers make it unknown.</summary>
internal class Flag(Fact fact) : FlowFact<bool>(fact)
{
    /// <inheritdoc/>
    protected override Known<bool> Establish(CheckedStage stage, DeclaredAttribute declaration) =>
        declaration.Name == "Provides" ? Provided(stage, declaration) : Known<bool>.Of(declaration.Flag("Value", otherwise: true));

    /// <inheritdoc/>
    /// <remarks>A component on the stage may set it.</remarks>
    protected override Known<bool>? Given(CheckedStage stage) =>
        stage.Components.Select(component => component.Declaration.Establishes(Fact)).FirstOrDefault(declared => declared is not null) is { } declaration
            ? Establish(stage, declaration)
            : null;

    private static Known<bool> Provided(CheckedStage stage, DeclaredAttribute declaration)
    {
        var (option, or) = (stage.Part[declaration.Text("Option")], stage.Part[declaration.Text("Or")]);
        if (or is { Length: > 0 } || (option is not null && declaration.Texts("Values").Contains(option.Text)))
            return Known<bool>.Of(true);
        return option is null && declaration.Text("Option").Length > 0 ? Known<bool>.Unknown : Known<bool>.Of(false);
    }

    /// <inheritdoc/>
    protected override Known<bool> Join(bool first, bool second) => first == second ? Known<bool>.Of(first) : Known<bool>.Unknown;
}

/// <summary>Whether something holds that a team's own stages and components may bring about without saying so.</summary>
internal class OpenFlag(Fact fact) : Flag(fact)
{
    /// <inheritdoc/>
    protected override Known<bool>? Given(CheckedStage stage) =>
        base.Given(stage)
        ?? (stage.Part.Declaration.Establishes(Fact) is null && !stage.Parts.All(part => part.IsOfLanguage) ? Known<bool>.Unknown : null);
}

/// <summary>Whether policies' tokenizers have chat templates; that of a loaded one is known by its files.</summary>
internal sealed class ChatTemplateFact() : OpenFlag(Fact.ChatTemplate)
{
    /// <inheritdoc/>
    protected override Known<bool>? Given(CheckedStage stage) =>
        stage.Checkpoint?.HasChatTemplate is { } has ? Known<bool>.Of(has) : base.Given(stage);
}
