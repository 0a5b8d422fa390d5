namespace Kimi.Dsl;

/// <summary>Lets the policy call methods of a class. Use <see cref="ToolsAttribute{TTools}"/>.</summary>
public abstract class ToolsAttribute : ToolEnvironmentAttribute
{
    private protected ToolsAttribute()
    {
    }

    /// <summary>The class whose methods are the tools.</summary>
    public abstract Type Tools { get; }
}

/// <summary>
/// Lets the policy call the public methods of <typeparamref name="TTools"/> that have a <c>[Description]</c>, under their names in snake case, by the protocol
/// <typeparamref name="TProtocol"/>. Each response has an object of its own; its constructor may take the problem, the <see cref="EpisodeContext"/> and any
/// service.
/// </summary>
/// <typeparam name="TTools">The class.</typeparam>
/// <typeparam name="TProtocol">The protocol.</typeparam>
public class ToolsAttribute<TTools, TProtocol> : ToolsAttribute
    where TTools : class
    where TProtocol : class, IToolProtocol, new()
{
    /// <inheritdoc/>
    public sealed override Type Tools => typeof(TTools);

    /// <inheritdoc/>
    public sealed override Type Protocol => typeof(TProtocol);
}

/// <summary>
/// Lets the policy call the public methods of <typeparamref name="TTools"/> that have a <c>[Description]</c>, under their names in snake case, by
/// <see cref="JsonCalls"/>; <c>[Tools&lt;T, BracketCalls&gt;]</c> names another protocol. Each response has an object of its own; its constructor may
/// take the problem, the <see cref="EpisodeContext"/> and any service.
/// </summary>
/// <typeparam name="TTools">The class.</typeparam>
[WrittenByThePolicy("<tool_call>{\"name\": \"\", \"arguments\": {}}</tool_call>")]
[Futile(nameof(SamplingStageAttribute.StopTexts), Comparison.Containing, "</tool_call>",
    Because = "it adds nothing, since a call ends a turn already, and is made all the same")]
public class ToolsAttribute<TTools> : ToolsAttribute<TTools, JsonCalls>
    where TTools : class;
