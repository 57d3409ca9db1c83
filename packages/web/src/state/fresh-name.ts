// Short, kind, easy to say on the phone and to spell; no two of a list sound alike.
const moods =
  "amber bold brave breezy bright calm candid clear clever cosy cosmic crisp dapper eager early fair fancy fond gentle glad golden grand happy hazel honest humble jolly keen kind lively lucky mellow merry mighty misty modest neat noble patient plain polite proud quick quiet rapid ready rosy royal silent silver simple sleek snug solid spicy steady sunny swift tidy tender tranquil velvet warm wise witty young zesty";
const animals =
  "badger beaver bison camel condor cricket crane dolphin donkey eagle falcon ferret finch fox gecko gibbon goose heron hippo ibis jackal koala lark lemur lion llama lynx magpie marten mole moose newt ocelot otter owl panda parrot pelican pony puffin quail rabbit raven robin salmon seal sparrow spider stork swan tapir tiger toucan turtle viper walrus weasel whale wombat yak zebra";
const things =
  "anchor apple arrow barrel basket bell bench bottle bridge brush bucket button candle canvas carpet castle chair clock cloud compass cottage cup door drum feather fiddle flute forest fountain garden glove hammer harbor island kettle ladder lamp lantern leaf letter map maple marble meadow mirror needle orchard paper pebble pencil piano pillow planet pocket river saddle sail spoon stone table teapot tower valley violin wagon window";

/** A name that nobody has to think up, such as `quiet-otter-lamp`. The room's keys keep strangers out, not the name. */
export function freshName(random: () => number): string {
  return [moods, animals, things]
    .map((list) => list.split(" "))
    .map((words) => words[Math.floor(random() * words.length)])
    .join("-");
}
