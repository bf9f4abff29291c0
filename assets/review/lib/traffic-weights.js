// Listeners and their rules that divide requests between groups. Whoever rolls releases out moves the weights, and a template has the first ones.

const TYPES = ['AWS::ElasticLoadBalancingV2::Listener', 'AWS::ElasticLoadBalancingV2::ListenerRule'];

/** Whether a change of the resource writes weights anew. */
function setsWeights(type, ...properties) {
  return TYPES.includes(type) && properties.some((one) => [one?.Actions ?? [], one?.DefaultActions ?? []].flat().some(hasWeights));
}

function hasWeights(action) {
  const groups = action?.ForwardConfig?.TargetGroups;
  return Array.isArray(groups) && groups.length > 1;
}

module.exports = { setsWeights };
